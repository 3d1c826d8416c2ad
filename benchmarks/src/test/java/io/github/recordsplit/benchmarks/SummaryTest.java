package io.github.recordsplit.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The table of figures in this module's README. */
class SummaryTest {
  private static final List<Figure> FIGURES =
      List.of(
          new Figure(17, "hello world: recordsplit / empty", 1.05, "x", "(wanted: at most 1.10)"),
          new Figure(25, "hello world: recordsplit / empty", 1.07, "x", "(wanted: at most 1.10)"),
          new Figure(17, "engine wrap, SUN_JSSE, AES_128_CBC, 1 B: SPLIT / OWN", 0.9, "x", ""),
          new Figure(17, "engine wrap, SUN_JSSE, AES_128_CBC, 100 B: SPLIT / OWN", 1.0, "x", ""),
          new Figure(17, "reading 100,000 host rules, cold", 375, "ms", "(wanted: at most 1,000)"));

  @TempDir Path folder;

  private final Summary summary = new Summary(List.of(FIGURES));

  @Test
  void tellsEachJavaAndTheRangeOfSeveralFigures() {
    String table = summary.table();
    assertTrue(table.startsWith("\n| | wanted | Java 17 | Java 25 |\n|---|---|---|---|\n"), table);
    assertTrue(
        table.contains("\n| hello world, CPU / empty agent's | at most 1.10 | 1.050 | 1.070 |\n"),
        table);
    assertTrue(
        table.contains("\n| `split` / the JDK's own, engine |  | 0.900 to 1.000 | - |\n"), table);
    assertFalse(table.contains("AppCDS"), "a row without a figure");
    assertTrue(
        table.contains("\n| reading 100,000 host rules | at most 1,000 | 375 ms | - |\n"), table);
  }

  @Test
  void replacesWhatStandsBetweenTheMarksAndNothingElse() throws IOException {
    Path file = folder.resolve("README.md");
    Files.writeString(file, "a\n" + Summary.BEGIN + "old\n" + Summary.END + "b\n");
    summary.into(file);
    String expected = "a\n" + Summary.BEGIN + summary.table() + Summary.END + "b\n";
    assertEquals(expected, Files.readString(file));
    summary.into(file);
    assertEquals(expected, Files.readString(file));
  }

  @Test
  void leavesAFileWithoutMarksAlone() throws IOException {
    Path file = Files.writeString(folder.resolve("README.md"), "a\n" + Summary.BEGIN);
    assertThrows(IOException.class, () -> summary.into(file));
    assertEquals("a\n" + Summary.BEGIN, Files.readString(file));
  }

  @Test
  void theReadmeHasTheMarks() throws IOException {
    String readme = Files.readString(Path.of("README.md"));
    assertEquals(2, readme.split(Summary.BEGIN, -1).length);
    assertEquals(2, readme.split(Summary.END, -1).length);
  }
}
