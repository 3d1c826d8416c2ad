package io.github.recordsplit.tools.cli;

import io.github.recordsplit.rules.Messages;
import java.util.List;

/** A table of plain text: each column is as wide as its longest cell, and two blanks more. */
final class Columns {
  private final int[] widths;

  /**
   * Measures all rows, each with as many cells; the last column needs no width.
   *
   * @param rows at least one
   */
  Columns(List<String[]> rows) {
    widths = new int[rows.get(0).length - 1];
    for (String[] cells : rows) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], Messages.plain(cells[i]).length() + 2);
      }
    }
  }

  /** A row as a line. */
  String line(String[] cells) {
    StringBuilder out = new StringBuilder();
    int column = 0;
    for (int i = 0; i < cells.length; i++) {
      out.append(Messages.plain(cells[i]));
      column += i < widths.length ? widths[i] : 0;
      while (out.length() < column) {
        out.append(' ');
      }
    }
    return out.toString();
  }
}
