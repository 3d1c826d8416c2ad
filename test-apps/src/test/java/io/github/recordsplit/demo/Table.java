package io.github.recordsplit.demo;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.LongSummaryStatistics;

/** Prints the rows, one block a client. */
final class Table {
  private static final String LINE = "%-19s %-27s %-19s %7s  %10s  %18s  %10s";

  private Table() {}

  static void print(List<Row> rows) {
    say(LINE, "client", "variant", "records on the wire", "network", "round trip", "", "vs. no");
    String spread = "of " + Turns.MEASURED + " turns, from";
    say(LINE, "", "", "(plaintext bytes)", "writes", "(median)", spread, "protection");
    String client = "";
    Row unprotected = null;
    for (Row row : rows) {
      boolean first = !row.client().equals(client);
      if (first) {
        System.out.println();
        client = row.client();
        unprotected = row;
      }
      String ratio =
          String.format(Locale.ROOT, "%,.1f", Turns.ratio(row.turns(), unprotected.turns()));
      String name = first ? client : "";
      String micros = micros(row.nanos()) + " us";
      say(LINE, name, row.name(), row.lengths(), row.writes(), micros, spread(row.turns()), ratio);
    }
    System.out.println();
  }

  private static String spread(long[] turns) {
    LongSummaryStatistics all = Arrays.stream(turns).summaryStatistics();
    return micros(all.getMin()) + " to " + micros(all.getMax());
  }

  private static String micros(long nanos) {
    return String.format(Locale.ROOT, "%,d", Math.round(nanos / 1e3));
  }

  private static void say(String format, Object... values) {
    System.out.println(String.format(Locale.ROOT, format, values).stripTrailing());
  }
}
