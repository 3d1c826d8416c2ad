package io.github.recordsplit.demo;

import java.util.List;
import java.util.Locale;

/** The sentence below the table. */
final class Lesson {
  private Lesson() {}

  static String of(List<Row> rows) {
    double jdk = nanos(rows, Variant.JDK);
    String why = jdk > Promises.STALL_NANOS ? " (Nagle's algorithm)" : "";
    return String.format(
        Locale.ROOT,
        "What to see: with Java's default socket options the JDK's own protection costs"
            + "\n%,.1f ms a round trip%s; the agent sends both records in one network write and"
            + " needs\n%,.3f ms, and a rules file says host by host who is sent 1 + n-1 and who"
            + " is not.",
        jdk / 1e6,
        why,
        nanos(rows, Variant.ALL) / 1e6);
  }

  /** The round trip of the plain socket client. */
  static long nanos(List<Row> rows, Variant variant) {
    return rows.stream()
        .filter(row -> row.client().equals("SSLSocket") && row.variant() == variant)
        .mapToLong(Row::nanos)
        .findFirst()
        .orElseThrow();
  }
}
