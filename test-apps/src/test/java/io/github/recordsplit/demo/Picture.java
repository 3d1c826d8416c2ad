package io.github.recordsplit.demo;

import java.util.ArrayList;
import java.util.List;

/** One request on the wire, as it was seen: each record is a box. */
final class Picture {
  private static final String NAME = "%-29s%s%n";

  /** One character for so many bytes of what its record hides. */
  private static final int SCALE = 8;

  private static final String BETWEEN_WRITES = "    ";

  private Picture() {}

  static void print(List<Row> rows) {
    System.out.println("A request of the SSLSocket on the wire. Each box is a record, with the");
    System.out.println("plaintext bytes in it; boxes that touch left in one network write:");
    System.out.println();
    for (Row row : rows) {
      if (row.client().equals("SSLSocket")) {
        lines(row).forEach(System.out::print);
      }
    }
    System.out.println();
  }

  /** Three lines. */
  static List<String> lines(Row row) {
    String between = row.writes() == 1 ? "" : BETWEEN_WRITES;
    StringBuilder edge = new StringBuilder();
    StringBuilder content = new StringBuilder();
    for (int length : row.records()) {
      String inside = inside(length);
      boolean touches = edge.length() > 0 && between.isEmpty();
      edge.append(edge.length() == 0 ? "" : between);
      content.append(content.length() == 0 ? "" : between);
      edge.append(touches ? "" : "+").append("-".repeat(inside.length())).append('+');
      content.append(touches ? "" : "|").append(inside).append('|');
    }
    List<String> lines = new ArrayList<>();
    lines.add(String.format(NAME, "", edge));
    lines.add(String.format(NAME, row.name(), content));
    lines.add(String.format(NAME, "", edge));
    return lines;
  }

  private static String inside(int length) {
    String number = " " + length + " ";
    return number + " ".repeat(Math.max(0, length / SCALE - number.length()));
  }
}
