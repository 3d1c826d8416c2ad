package io.github.recordsplit.demo;

import java.util.List;
import java.util.Locale;

/** Prints the rows, one block a client. */
final class Table {
  private static final String LINE = "%-19s %-27s %-19s %7s  %12s  %10s";

  private Table() {}

  static void print(List<Row> rows) {
    say(LINE, "client", "variant", "records on the wire", "network", "round trip", "vs. no");
    say(LINE, "", "", "(plaintext bytes)", "writes", "(median)", "protection");
    String client = "";
    long unprotected = 0;
    for (Row row : rows) {
      boolean first = !row.client().equals(client);
      if (first) {
        System.out.println();
        client = row.client();
        unprotected = row.nanos();
      }
      String time = String.format(Locale.ROOT, "%,d us", Math.round(row.nanos() / 1e3));
      String ratio = String.format(Locale.ROOT, "%,.1f", (double) row.nanos() / unprotected);
      String name = first ? client : "";
      say(LINE, name, row.name(), row.lengths(), row.writes(), time, ratio);
    }
    System.out.println();
  }

  private static void say(String format, Object... values) {
    System.out.println(String.format(Locale.ROOT, format, values).stripTrailing());
  }
}
