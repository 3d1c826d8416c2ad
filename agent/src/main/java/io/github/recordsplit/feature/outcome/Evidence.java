package io.github.recordsplit.feature.outcome;

/**
 * How much more likely two counts are if connections that are split fare otherwise than whole ones,
 * than if they fare alike: a test of two proportions that is exact however often it is asked. By
 * Ville's inequality it says {@link #ENOUGH} of kinds that fare alike once in that many, in all of
 * their time: under "alike" the expected ratio never grows, for what stands above it was said
 * before each connection (Krichevsky and Trofimov), and what stands below is the most that "alike"
 * can claim afterwards (Wasserman, Ramdas, Balakrishnan: Universal inference, 2020).
 */
final class Evidence {
  /** From here on they fare otherwise; one in so many that fare alike seems to. */
  static final double ENOUGH = 1000;

  private static final double LOG_PI = Math.log(Math.PI);

  private Evidence() {}

  /** The ratio; 0 where those that are split fare no worse. */
  static double of(long splitBroken, long split, long wholeBroken, long whole) {
    if (split == 0 || whole == 0 || (double) splitBroken / split <= (double) wholeBroken / whole) {
      return 0;
    }
    double otherwise = foretold(splitBroken, split) + foretold(wholeBroken, whole);
    return Math.exp(otherwise - most(splitBroken + wholeBroken, split + whole));
  }

  /** Who guesses each next one by those before it, and knows nothing at first: the logarithm. */
  private static double foretold(long broken, long all) {
    return logGamma(broken + 0.5) + logGamma(all - broken + 0.5) - logGamma(all + 1.0) - LOG_PI;
  }

  private static double most(long broken, long all) {
    return term(broken, all) + term(all - broken, all);
  }

  private static double term(long some, long all) {
    return some == 0 ? 0 : some * Math.log((double) some / all);
  }

  /** Stirling's series, right to ten digits. */
  static double logGamma(double x) {
    double low = 0;
    double high = x;
    for (; high < 12; high++) {
      low += Math.log(high);
    }
    double inverse = 1 / high;
    double series = inverse / 12 - inverse * inverse * inverse / 360;
    return (high - 0.5) * Math.log(high) - high + 0.5 * Math.log(2 * Math.PI) + series - low;
  }
}
