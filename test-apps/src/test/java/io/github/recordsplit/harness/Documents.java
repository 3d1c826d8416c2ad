package io.github.recordsplit.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The project's documents, and the tables in them that tests hold. */
public final class Documents {
  public static final String FIRST = "README.md";
  public static final String TEST_APPS = "test-apps/README.md";

  private static final Path ROOT = Target.file("../..").normalize();

  /** Files, and folders that have nothing but documents. What happened is told by CHANGELOG.md. */
  private static final List<String> PLACES =
      List.of(FIRST, ".github", "agent/DESIGN.md", "agent/docs", TEST_APPS, "benchmarks/README.md");

  /** The line of titles and the one below it. */
  private static final int TITLES = 2;

  private Documents() {}

  /** Their names from the project's folder on. */
  public static List<String> all() {
    return PLACES.stream().flatMap(Documents::in).toList();
  }

  private static Stream<String> in(String place) {
    try (Stream<Path> files = Files.walk(file(place))) {
      return files
          .map(file -> ROOT.relativize(file).toString())
          .filter(name -> name.endsWith(".md"))
          .sorted()
          .toList()
          .stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where one is. */
  public static Path file(String document) {
    return ROOT.resolve(document);
  }

  /** All of one. */
  public static String text(String document) {
    try {
      return Files.readString(file(document));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The rows of the first table below a heading, without its titles. */
  public static List<String> rows(String document, String heading) {
    return text(document)
        .lines()
        .dropWhile(line -> !line.equals(heading))
        .dropWhile(line -> !line.startsWith("|"))
        .takeWhile(line -> line.startsWith("|"))
        .skip(TITLES)
        .toList();
  }
}
