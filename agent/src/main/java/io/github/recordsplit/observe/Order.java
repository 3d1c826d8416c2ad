package io.github.recordsplit.observe;

import java.time.Instant;

/** What somebody ordered of a running agent, who and when. */
public final class Order {
  /** Milliseconds of the clock. */
  public final long millis = System.currentTimeMillis();

  /** Who, as the order itself says: only this JVM's user and root can give one. */
  public final String by;

  /** In the words of the command line: {@code mode none}, {@code enable}. */
  public final String what;

  /** What came of it. */
  public final String outcome;

  /** An order that was carried out just now. */
  public Order(String by, String what, String outcome) {
    this.by = by;
    this.what = what;
    this.outcome = outcome;
  }

  /** When, as ISO 8601 has it. */
  public String time() {
    return Instant.ofEpochMilli(millis).toString();
  }

  /** All but the time. */
  public String sentence() {
    return outcome + ": '" + what + "' ordered by " + by;
  }
}
