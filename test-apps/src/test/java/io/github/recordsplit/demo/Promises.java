package io.github.recordsplit.demo;

import java.util.ArrayList;
import java.util.List;

/** What the README promises, held against what was seen. */
final class Promises {
  /** Nothing on loopback takes that long, unless somebody waits for a delayed acknowledgement. */
  static final long STALL_NANOS = 20_000_000;

  private Promises() {}

  /** The promises that were not kept. */
  static List<String> broken(List<Row> rows) {
    List<String> broken = new ArrayList<>();
    for (Row row : rows) {
      check(broken, row, row.steady(), "later requests differ from each other");
      check(broken, row, row.records().equals(wantedRecords(row)), "wrong records");
      check(broken, row, row.writes() == wantedWrites(row), "wrong number of network writes");
    }
    if (Lesson.nanos(rows, Variant.ALL) > STALL_NANOS) {
      broken.add("SSLSocket, agent, mode=all: a round trip takes as long as a delayed ACK");
    }
    return broken;
  }

  private static List<Integer> wantedRecords(Row row) {
    return row.wantsSplit() ? List.of(1, row.payload() - 1) : List.of(row.payload());
  }

  private static int wantedWrites(Row row) {
    return row.variant() == Variant.JDK ? 2 : 1;
  }

  private static void check(List<String> broken, Row row, boolean kept, String what) {
    if (!kept) {
      broken.add(row.client() + ", " + row.name() + ": " + what);
    }
  }
}
