package io.github.recordsplit.benchmarks;

/** How often things are measured. */
enum Effort {
  /** Everything once, to see that it runs; its figures mean nothing. */
  SMOKE(
      /* helloRounds= */ 1,
      /* helloRuns= */ 1,
      /* tlsRounds= */ 1,
      /* tlsRuns= */ 1,
      /* serverRounds= */ 1,
      /* forks= */ 1,
      /* tripRounds= */ 1,
      /* turns= */ 1,
      /* iterationMillis= */ 10,
      /* delayedTrips= */ 3,
      /* loadRounds= */ 1),

  /** The ratios that guard against regressions, in under three minutes. */
  QUICK(
      /* helloRounds= */ 3,
      /* helloRuns= */ 6,
      /* tlsRounds= */ 3,
      /* tlsRuns= */ 2,
      /* serverRounds= */ 0,
      /* forks= */ 1,
      /* tripRounds= */ 10,
      /* turns= */ 1,
      /* iterationMillis= */ 100,
      /* delayedTrips= */ 0,
      /* loadRounds= */ 0),

  /** What is published. */
  FULL(
      /* helloRounds= */ 15,
      /* helloRuns= */ 20,
      /* tlsRounds= */ 16,
      /* tlsRuns= */ 5,
      /* serverRounds= */ 9,
      /* forks= */ 4,
      /* tripRounds= */ 30,
      /* turns= */ 6,
      /* iterationMillis= */ 200,
      /* delayedTrips= */ 31,
      /* loadRounds= */ 5);

  final int helloRounds;

  final int helloRuns;

  final int tlsRounds;

  final int tlsRuns;

  /** Of the server with 10,000 classes; 0 leaves it out, and AppCDS too. */
  final int serverRounds;

  /** JVMs of each contender for the round trip, one after the other. */
  final int forks;

  final int tripRounds;

  /** Forks of each variant of a payload of which something is promised; others have one. */
  final int turns;

  /** Of JMH. */
  final int iterationMillis;

  /** Round trips over a slow link; 0 leaves them out. */
  final int delayedTrips;

  /** Against real servers; 0 leaves them out. */
  final int loadRounds;

  Effort(
      int helloRounds,
      int helloRuns,
      int tlsRounds,
      int tlsRuns,
      int serverRounds,
      int forks,
      int tripRounds,
      int turns,
      int iterationMillis,
      int delayedTrips,
      int loadRounds) {
    this.helloRounds = helloRounds;
    this.helloRuns = helloRuns;
    this.tlsRounds = tlsRounds;
    this.tlsRuns = tlsRuns;
    this.serverRounds = serverRounds;
    this.forks = forks;
    this.tripRounds = tripRounds;
    this.turns = turns;
    this.iterationMillis = iterationMillis;
    this.delayedTrips = delayedTrips;
    this.loadRounds = loadRounds;
  }
}
