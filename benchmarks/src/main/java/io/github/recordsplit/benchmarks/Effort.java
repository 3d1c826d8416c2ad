package io.github.recordsplit.benchmarks;

/** How often things are measured. */
enum Effort {
  QUICK(4, 8, 4, 3, 1, 20, 1),
  FULL(15, 20, 12, 5, 4, 40, 3);

  final int startUpRounds;
  final int startUpRuns;
  final int tlsRounds;
  final int tlsRuns;
  final int forks;
  final int tripRounds;
  final int turns;

  Effort(
      int startUpRounds,
      int startUpRuns,
      int tlsRounds,
      int tlsRuns,
      int forks,
      int tripRounds,
      int turns) {
    this.startUpRounds = startUpRounds;
    this.startUpRuns = startUpRuns;
    this.tlsRounds = tlsRounds;
    this.tlsRuns = tlsRuns;
    this.forks = forks;
    this.tripRounds = tripRounds;
    this.turns = turns;
  }
}
