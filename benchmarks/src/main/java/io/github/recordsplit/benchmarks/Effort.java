package io.github.recordsplit.benchmarks;

/** How often things are measured. */
enum Effort {
  /** Everything once, to see that it runs; its figures mean nothing. */
  SMOKE(1, 1, 1, 1, 1, 1, 1, 1),
  /** The ratios that guard against regressions, in under three minutes. */
  QUICK(4, 8, 4, 3, 0, 1, 20, 1),
  FULL(15, 20, 12, 5, 9, 4, 40, 3);

  final int helloRounds;
  final int helloRuns;
  final int tlsRounds;
  final int tlsRuns;

  /** Of the server with 10,000 classes; 0 leaves it out, and AppCDS too. */
  final int serverRounds;

  /** JVMs of each contender for the round trip, one after the other. */
  final int forks;

  final int tripRounds;

  /** Forks of each variant of a payload. */
  final int turns;

  Effort(
      int helloRounds,
      int helloRuns,
      int tlsRounds,
      int tlsRuns,
      int serverRounds,
      int forks,
      int tripRounds,
      int turns) {
    this.helloRounds = helloRounds;
    this.helloRuns = helloRuns;
    this.tlsRounds = tlsRounds;
    this.tlsRuns = tlsRuns;
    this.serverRounds = serverRounds;
    this.forks = forks;
    this.tripRounds = tripRounds;
    this.turns = turns;
  }
}
