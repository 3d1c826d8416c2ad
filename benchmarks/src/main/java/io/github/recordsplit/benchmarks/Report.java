package io.github.recordsplit.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Prints, and keeps what it prints in a file, and its figures in a page. */
final class Report {
  private final Path file;
  private final Path page;
  private final Store store;
  private final Map<String, List<Figure>> parts;
  private final Set<String> measured = new HashSet<>();
  private List<Figure> part;

  /** Figures of earlier runs with as much effort stay until their part is measured again. */
  Report(Path folder, Effort effort) throws IOException {
    this.file = Files.writeString(folder.resolve("results.txt"), "");
    this.page = folder.resolve("report.html");
    this.store = new Store(folder.resolve("figures-" + effort + ".tsv"));
    this.parts = store.read();
    part("the jar");
  }

  /** What the next figures are about. */
  void part(String title) {
    part = parts.computeIfAbsent(title, t -> new ArrayList<>());
    if (measured.add(title)) {
      part.clear();
    }
  }

  /** Whether parts were measured, now or in earlier runs. */
  boolean hasParts(String... titles) {
    return parts.keySet().containsAll(List.of(titles));
  }

  void line(String text) throws IOException {
    System.out.println(text);
    Files.writeString(file, text + "\n", StandardOpenOption.APPEND);
  }

  /**
   * One figure.
   *
   * @param wanted the limit to hold it against, in words, or ""
   */
  void figure(Jdk jdk, String name, double value, String unit, String wanted) throws IOException {
    part.add(new Figure(jdk.feature(), name, value, unit, wanted));
    line(
        String.format(
                Locale.ROOT,
                "  Java %-3d %-56s %9s %-3s %s",
                jdk.feature(),
                name,
                number(value),
                unit,
                wanted)
            .stripTrailing());
  }

  static String number(double value) {
    return String.format(Locale.ROOT, value < 100 ? "%,.3f" : "%,.0f", value);
  }

  /** Writes the page; once, at the end. */
  Summary finish() throws IOException {
    String machine =
        Runtime.getRuntime().availableProcessors()
            + " processors, "
            + System.getProperty("os.name")
            + " "
            + System.getProperty("os.arch")
            + ", Java "
            + Runtime.version();
    store.write(parts);
    Files.writeString(page, Page.of(machine, parts));
    return new Summary(parts.values());
  }
}
