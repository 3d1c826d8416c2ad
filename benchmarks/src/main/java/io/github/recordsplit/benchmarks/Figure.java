package io.github.recordsplit.benchmarks;

/**
 * One figure of a run.
 *
 * @param java the feature version of the JDK that it was measured on
 * @param name what was measured; for one of several ratios of the same work, that work, a colon and
 *     the ratio
 * @param wanted the limit to hold it against, in words, or ""
 */
record Figure(int java, String name, double value, String unit, String wanted) {
  private static final String COLON = ": ";

  boolean isRatio() {
    return unit.equals("x");
  }

  /** The limit without its brackets. */
  String limit() {
    return wanted.replace("(wanted: ", "").replace(")", "");
  }

  String work() {
    int colon = name.indexOf(COLON);
    return colon < 0 ? name : name.substring(0, colon);
  }

  String ratio() {
    int colon = name.indexOf(COLON);
    return colon < 0 ? "ratio" : name.substring(colon + COLON.length());
  }
}
