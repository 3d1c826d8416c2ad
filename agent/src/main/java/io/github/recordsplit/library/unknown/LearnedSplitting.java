package io.github.recordsplit.library.unknown;

/**
 * Whether what is below a class of engine or socket splits by itself, as the last of its
 * connections that told showed. A guess for the first payload of the next: only its records tell,
 * and then it is too late for that payload.
 */
final class LearnedSplitting {
  private static final ClassValue<LearnedSplitting> OF =
      new ClassValue<LearnedSplitting>() {
        @Override
        protected LearnedSplitting computeValue(Class<?> type) {
          return new LearnedSplitting(ConscryptSplitting.isIn(type));
        }
      };

  /** Steered by the agent: it does as it is told, on whatever protocol. */
  private volatile boolean steered;

  /** A socket that is made of an engine of an unknown library, which does as it is told. */
  private volatile boolean engine;

  /** Not steered: no library is known to split what is not vulnerable. */
  private volatile boolean splitsVulnerable;

  private LearnedSplitting(boolean splitsVulnerable) {
    this.splitsVulnerable = splitsVulnerable;
  }

  /** Kept in the class itself, so that no class and no class loader is pinned. */
  static LearnedSplitting of(Object connection) {
    return OF.get(connection.getClass());
  }

  /** A copy, for a connection to start with. */
  LearnedSplitting copy() {
    LearnedSplitting copy = new LearnedSplitting(splitsVulnerable);
    copy.steered = steered;
    copy.engine = engine;
    return copy;
  }

  boolean splits(boolean vulnerable) {
    return steered || (vulnerable && splitsVulnerable);
  }

  /** Whether it splits whatever it is told. */
  boolean splitsUntold(boolean vulnerable) {
    return !steered && splits(vulnerable);
  }

  /** What a connection has shown, for itself and for the next of its class. */
  void settle(Object connection, boolean nowSteered, boolean vulnerable, boolean splits) {
    for (LearnedSplitting known : new LearnedSplitting[] {this, of(connection)}) {
      known.steered(nowSteered);
      if (vulnerable && !nowSteered) {
        known.splitsVulnerable = splits;
      }
    }
  }

  void steered(boolean now) {
    steered = now;
  }

  boolean isOfEngine() {
    return engine;
  }

  void ofEngine(boolean now) {
    engine = now;
  }

  boolean isSteered() {
    return steered;
  }
}
