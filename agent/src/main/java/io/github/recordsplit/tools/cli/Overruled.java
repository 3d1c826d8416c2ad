package io.github.recordsplit.tools.cli;

import static java.util.stream.Collectors.toList;

import io.github.recordsplit.observe.json.Json;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;

/** Running JVMs that have a rules file, and whose mode does not come from it. */
final class Overruled {
  private final List<FleetRow> rows;

  private Overruled(List<FleetRow> rows) {
    this.rows = rows;
  }

  static Overruled find(File rules) throws NoException {
    List<FleetRow> all = new ArrayList<>();
    for (FleetRow row : SideBySide.each(JvmFinder.own(), FleetRow::of)) {
      if (row != null && row.status() != null && isOf(row, rules) && !isOfFile(source(row))) {
        all.add(row);
      }
    }
    return new Overruled(all);
  }

  private static String source(FleetRow row) {
    return row.status().getString("modeFrom", "rules file");
  }

  private static boolean isOfFile(String source) {
    return source.equals("rules file") || source.equals("default");
  }

  private static boolean isOf(FleetRow row, File rules) {
    String path = row.status().getString("rulesFile");
    try {
      return path != null && Files.isSameFile(row.jvm().process.file(path), rules.toPath());
    } catch (IOException | RuntimeException e) {
      return false;
    }
  }

  List<String> lines() {
    return rows.stream().map(Overruled::line).collect(toList());
  }

  private static String line(FleetRow row) {
    String source = source(row);
    return "process "
        + row.jvm().pid
        + " ("
        + row.jvm().app()
        + ") stays in mode "
        + row.mode()
        + ": "
        + (source.equals("order")
            ? "it was ordered, until 'enable " + row.jvm().pid + "'"
            : "its "
                + source
                + (source.startsWith("agent") ? " mode" : "")
                + " goes before the file");
  }

  List<String> json() {
    return rows.stream()
        .map(
            row ->
                new Json()
                    .raw("pid", row.jvm().pid)
                    .text("app", row.jvm().app())
                    .text("mode", row.mode())
                    .text("modeFrom", source(row))
                    .toString())
        .collect(toList());
  }
}
