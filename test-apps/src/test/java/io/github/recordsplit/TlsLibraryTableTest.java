package io.github.recordsplit;

import static java.util.stream.Collectors.toCollection;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.recordsplit.harness.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** README's table of TLS libraries has the rows that tests prove, no more and no less. */
class TlsLibraryTableTest {
  private static final String HEADING = "## TLS libraries";

  /** The line of titles and the one below it. */
  private static final int TITLES = 2;

  @Test
  void readmeHasTheRowsOfTheTests() throws IOException {
    List<String> due = Arrays.stream(TlsLibrary.values()).map(TlsLibrary::row).toList();
    assertEquals(String.join("\n", due), String.join("\n", rows()));
  }

  @Test
  void aTestProvesEachRow() throws IOException {
    EnumSet<TlsLibrary> proved =
        testClasses()
            .map(type -> type.getAnnotation(Proves.class))
            .filter(proves -> proves != null)
            .flatMap(proves -> Arrays.stream(proves.value()))
            .collect(toCollection(() -> EnumSet.noneOf(TlsLibrary.class)));
    assertEquals(EnumSet.allOf(TlsLibrary.class), proved);
  }

  private static List<String> rows() throws IOException {
    List<String> readme = Files.readAllLines(Target.file("classes").resolve("../../../README.md"));
    return readme.stream()
        .dropWhile(line -> !line.equals(HEADING))
        .dropWhile(line -> !line.startsWith("|"))
        .takeWhile(line -> line.startsWith("|"))
        .skip(TITLES)
        .toList();
  }

  private static Stream<Class<?>> testClasses() throws IOException {
    Path folder = Target.file("test-classes/io/github/recordsplit/any").getParent();
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith("Test.class"))
          .<Class<?>>map(name -> load("io.github.recordsplit." + name.replace(".class", "")))
          .toList()
          .stream();
    }
  }

  private static Class<?> load(String name) {
    try {
      return Class.forName(name, false, TlsLibraryTableTest.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new AssertionError(e);
    }
  }
}
