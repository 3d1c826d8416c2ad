package io.github.recordsplit.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The figures of earlier runs of other parts, so that parts can be measured one by one. */
final class Store {
  private static final String TAB = "\t";

  private final Path file;

  Store(Path file) {
    this.file = file;
  }

  Map<String, List<Figure>> read() throws IOException {
    Map<String, List<Figure>> parts = new LinkedHashMap<>();
    if (Files.exists(file)) {
      for (String line : Files.readAllLines(file)) {
        String[] cells = line.split(TAB, -1);
        parts
            .computeIfAbsent(cells[0], part -> new ArrayList<>())
            .add(
                new Figure(
                    Integer.parseInt(cells[1]),
                    cells[2],
                    Double.parseDouble(cells[3]),
                    cells[4],
                    cells[5]));
      }
    }
    return parts;
  }

  void write(Map<String, List<Figure>> parts) throws IOException {
    List<String> lines = new ArrayList<>();
    parts.forEach((part, figures) -> figures.forEach(f -> lines.add(line(part, f))));
    Files.write(file, lines);
  }

  private static String line(String part, Figure figure) {
    return String.join(
        TAB,
        part,
        figure.java() + "",
        figure.name(),
        figure.value() + "",
        figure.unit(),
        figure.wanted());
  }
}
