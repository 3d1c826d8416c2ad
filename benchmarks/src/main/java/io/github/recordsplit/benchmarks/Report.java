package io.github.recordsplit.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;

/** Prints, and keeps what it prints in a file. */
final class Report {
  private final Path file;

  Report(Path file) throws IOException {
    this.file = Files.writeString(file, "");
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
    String number = String.format(Locale.ROOT, value < 100 ? "%,.3f" : "%,.0f", value);
    line(
        String.format(
                Locale.ROOT,
                "  Java %-3d %-56s %9s %-3s %s",
                jdk.feature(),
                name,
                number,
                unit,
                wanted)
            .stripTrailing());
  }
}
