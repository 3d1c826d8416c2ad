package io.github.recordsplit.harness;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** Runs a line as a user types it, in a folder, with the programs of one Java in front. */
public final class Shell {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Path folder;
  private final String path;
  private final Map<String, String> environment;

  /**
   * A shell.
   *
   * @param environment what is set beside the test's own
   */
  public Shell(Jdk jdk, Path folder, Map<String, String> environment) {
    this.folder = folder;
    this.environment = environment;
    // A runtime without tools has them from the JDK that the tests run on.
    path =
        String.join(
            File.pathSeparator,
            jdk.home().resolve("bin").toString(),
            Jdks.running().home().resolve("bin").toString(),
            System.getenv("PATH"));
  }

  /** Starts it; what is ended with it is the last program of the line. */
  public Child start(String line) {
    ProcessBuilder builder = new ProcessBuilder("sh", "-c", line).directory(folder.toFile());
    builder.environment().put("PATH", path);
    builder.environment().putAll(environment);
    try {
      return new Child(builder, PATIENCE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Runs it to its end. */
  public Result run(String line, String input) {
    try (Child child = start(line)) {
      child.type(input);
      child.closeInput();
      return child.await();
    }
  }
}
