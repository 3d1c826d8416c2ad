package io.github.recordsplit.library;

import static java.util.stream.Collectors.toCollection;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.recordsplit.harness.Documents;
import io.github.recordsplit.harness.Target;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The table of TLS libraries in this module's README has the rows that tests prove, no more and no
 * less.
 */
class TlsLibraryTableTest {
  @Test
  void readmeHasTheRowsOfTheTests() {
    List<String> due = Arrays.stream(TlsLibrary.values()).map(TlsLibrary::row).toList();
    assertEquals(
        String.join("\n", due),
        String.join("\n", Documents.rows(Documents.TEST_APPS, "## TLS libraries")));
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

  private static Stream<Class<?>> testClasses() throws IOException {
    Path classes = Target.file("test-classes/any").getParent();
    try (Stream<Path> files = Files.walk(classes.resolve("io"))) {
      return files
          .map(file -> classes.relativize(file).toString())
          .filter(name -> name.endsWith("Test.class"))
          .<Class<?>>map(name -> load(name.replace(".class", "").replace(File.separatorChar, '.')))
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
