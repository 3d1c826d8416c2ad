package io.github.recordsplit.rules;

/** What operators are told of {@code split … apart}. */
public final class Apart {
  /** What it costs. */
  public static final String COST =
      "apart: two writes; with Nagle's algorithm on (Java's default) each payload waits about 40 ms"
          + " for its peer's delayed ACK";

  private Apart() {}

  /** Returns what it costs, or null if none of these rules asks for it. */
  public static String note(Iterable<Rule> rules) {
    for (Rule rule : rules) {
      if (rule.apart()) {
        return COST;
      }
    }
    return null;
  }
}
