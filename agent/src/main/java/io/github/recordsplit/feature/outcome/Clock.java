package io.github.recordsplit.feature.outcome;

/** Moments in 31 bits: units of 65 microseconds, which begin again after 39 hours. */
final class Clock {
  private static final int SHIFT = 16;

  private Clock() {}

  static int now() {
    return (int) (System.nanoTime() >>> SHIFT) & Integer.MAX_VALUE;
  }

  /** Units since a moment, of which the top bit may be anything. */
  static int since(int moment) {
    return (now() - moment) & Integer.MAX_VALUE;
  }

  static int ofMillis(int millis) {
    return (int) ((millis * 1_000_000L) >>> SHIFT);
  }

  static long millis(long units) {
    return (units << SHIFT) / 1_000_000;
  }
}
