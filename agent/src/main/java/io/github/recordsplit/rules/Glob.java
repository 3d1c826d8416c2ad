package io.github.recordsplit.rules;

/**
 * A pattern over names: {@code ?} stands for one character, {@code *} for any number of them.
 *
 * <p>In a class glob both stay inside one segment (between dots) and {@code **} crosses segments;
 * {@code **.} may also stand for no segment at all. A class glob matches the nested, lambda and
 * hidden classes of what it matches too. In an application glob dots mean nothing, so that {@code
 * *} and {@code **} are the same.
 */
final class Glob {
  private static final char ONE = '?';
  private static final char MANY = '*';

  private final String pattern;
  private final boolean segments;

  /** What stands before the first wildcard: on most names of a call stack it decides alone. */
  private final String literal;

  private Glob(String pattern, boolean segments) {
    this.pattern = pattern;
    this.segments = segments;
    this.literal = literal(pattern);
  }

  private static String literal(String pattern) {
    int end = 0;
    while (end < pattern.length() && pattern.charAt(end) != ONE && pattern.charAt(end) != MANY) {
      end++;
    }
    return pattern.substring(0, end);
  }

  /** Parses the glob of an {@code app} condition. */
  static Glob application(Token word) throws ConfigException {
    int slash = Math.max(word.text.lastIndexOf('/'), word.text.lastIndexOf('\\'));
    if (slash >= 0) {
      throw word.error(
          slash, "an application is the file name of a jar or a main class, without a path");
    }
    return new Glob(word.text, false);
  }

  /** Parses the glob of a {@code class} condition. */
  static Glob classes(Token word) throws ConfigException {
    ClassNames.check(word);
    return new Glob(word.text, true);
  }

  boolean matches(String name) {
    return name.startsWith(literal) && new Match(name).found();
  }

  boolean matchesAny(String[] names) {
    for (String name : names) {
      if (name != null && matches(name)) {
        return true;
      }
    }
    return false;
  }

  @Override
  public String toString() {
    return pattern;
  }

  /**
   * One attempt. Only the last {@code *} and the last {@code **} need to be tried again: whatever
   * stood before them is placed as far left as possible, which leaves the rest the most room. So
   * the cost stays polynomial.
   */
  private final class Match {
    private final String name;
    private int p;
    private int n;
    private int manyP = -1;
    private int manyN;
    private int anyP = -1;
    private int anyN;

    Match(String name) {
      this.name = name;
    }

    boolean found() {
      while (!done()) {
        if (!step() && !retry()) {
          return false;
        }
      }
      return true;
    }

    private boolean done() {
      return p == pattern.length()
          && (n == name.length() || (segments && endsClass(name.charAt(n))));
    }

    /**
     * {@code $} starts a nested or lambda class's own name, {@code /} the suffix of a hidden class.
     */
    private boolean endsClass(char c) {
      return c == '$' || c == '/';
    }

    private boolean step() {
      if (p == pattern.length()) {
        return false;
      }
      return pattern.charAt(p) == MANY ? star() : character();
    }

    private boolean character() {
      if (n == name.length() || !fits(pattern.charAt(p), name.charAt(n))) {
        return false;
      }
      p++;
      n++;
      return true;
    }

    private boolean fits(char expected, char actual) {
      return expected == actual || (expected == ONE && !(segments && actual == '.'));
    }

    private boolean star() {
      int start = p;
      while (p < pattern.length() && pattern.charAt(p) == MANY) {
        p++;
      }
      if (segments && p - start == 1) {
        manyP = p;
        manyN = n;
      } else {
        crossing(start);
      }
      return true;
    }

    private void crossing(int start) {
      manyP = -1;
      anyP = p;
      anyN = n;
      if (segments && noSegment(start)) {
        p++; // reads **. as nothing; a retry finds the dot in the pattern again
      }
    }

    private boolean noSegment(int start) {
      return pattern.startsWith(".", p) && (start == 0 || pattern.charAt(start - 1) == '.');
    }

    private boolean retry() {
      if (manyP >= 0 && manyN < name.length() && name.charAt(manyN) != '.') {
        p = manyP;
        n = ++manyN;
        return true;
      }
      return retryCrossing();
    }

    private boolean retryCrossing() {
      manyP = -1;
      if (anyP < 0 || anyN >= name.length()) {
        return false;
      }
      p = anyP;
      n = ++anyN;
      return true;
    }
  }
}
