package io.github.recordsplit.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Set;
import java.util.TreeSet;

/** Which runtimes and foreign TLS libraries a test run used, for whoever reads its result. */
public final class TookPart {
  private static final Set<String> LINES = new TreeSet<>();

  private TookPart() {}

  /** Written anew each time: the file is complete even when a later test kills the run. */
  public static synchronized void record(String line) {
    if (!LINES.add(line)) {
      return;
    }
    try {
      Files.write(Target.file("took-part.txt"), LINES);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
