package io.github.recordsplit.tools.cli;

import static java.util.stream.Collectors.toList;

import io.github.recordsplit.observe.json.Json;
import io.github.recordsplit.rules.Messages;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** All JVMs that this user may steer, and how each of them is. */
final class Fleet {
  private static final String[] HEAD = {
    "PID", "USER", "VERSION", "MODE", "UNPROTECTED", "RULES", "APPLICATION"
  };

  private final List<FleetRow> rows;

  private Fleet(List<FleetRow> rows) {
    this.rows = rows;
  }

  /** Asks each of them, side by side. */
  static Fleet look() throws NoException {
    List<Jvm> jvms = JvmFinder.own();
    List<FleetRow> found = SideBySide.each(jvms, FleetRow::of);
    List<FleetRow> rows = new ArrayList<>();
    for (int i = 0; i < jvms.size(); i++) {
      FleetRow row = found.get(i);
      if (jvms.get(i).isThere()) {
        rows.add(row == null ? FleetRow.silent(jvms.get(i)) : row);
      }
    }
    return new Fleet(rows);
  }

  /** 1 if something vulnerable is unprotected, or a rules file is wrong, or nobody can tell. */
  int status() {
    return status(false);
  }

  /** The same, or 1 while a peer is suspect. */
  int status(boolean ofSuspects) {
    boolean well = rows.stream().allMatch(ofSuspects ? FleetRow::isUnsuspicious : FleetRow::isWell);
    return well ? Main.DONE : Main.NO;
  }

  List<String> lines(boolean json) {
    return json ? Collections.singletonList(json()) : table();
  }

  private String json() {
    List<String> all = rows.stream().map(row -> row.json().toString()).collect(toList());
    return new Json().list("jvms", all).toString();
  }

  private List<String> table() {
    List<String[]> cells = new ArrayList<>();
    cells.add(HEAD);
    rows.forEach(row -> cells.add(row.cells()));
    Columns columns = new Columns(cells);
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < cells.size(); i++) {
      lines.add(cut(columns.line(cells.get(i))));
      if (i > 0 && rows.get(i - 1).trouble() != null) {
        lines.add(cut("    " + Messages.plain(rows.get(i - 1).trouble())));
      }
    }
    lines.add("");
    lines.add(verdict());
    return lines;
  }

  private static String cut(String line) {
    int columns = Terminal.columns();
    return columns == 0 || line.length() <= columns ? line : line.substring(0, columns - 3) + "...";
  }

  private String verdict() {
    long agents = rows.stream().filter(FleetRow::hasAgent).count();
    long ill = rows.stream().filter(row -> !row.isWell()).count();
    return agents
        + " of "
        + rows.size()
        + " JVMs with the agent"
        + (ill == 0
            ? ": nothing vulnerable is unprotected in them"
            : ", and in "
                + ill
                + " something vulnerable is unprotected, the rules are wrong, or they cannot tell");
  }
}
