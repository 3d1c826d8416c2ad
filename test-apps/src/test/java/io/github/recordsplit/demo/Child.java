package io.github.recordsplit.demo;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A program of the demo in a JVM of its own. */
final class Child implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 60;

  private final Process process;
  private final BufferedReader out;
  private final Path err;

  Child(List<String> command, Path err) throws IOException {
    this.err = err;
    process = new ProcessBuilder(command).redirectError(err.toFile()).start();
    out = process.inputReader(StandardCharsets.UTF_8);
  }

  static String tool(String name) {
    return System.getProperty("java.home") + File.separator + "bin" + File.separator + name;
  }

  /** Gives it a line, and waits for the one that it answers with. */
  String ask(String line) throws IOException {
    process.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
    process.getOutputStream().flush();
    return nextLine();
  }

  /** Its next line on stdout, while it runs. */
  String nextLine() throws IOException {
    String line = out.readLine();
    if (line == null) {
      throw failure();
    }
    return line;
  }

  /** Ends it, and waits until it has ended well. */
  void end() throws IOException, InterruptedException {
    close();
    if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
      throw failure();
    }
  }

  String stderr() throws IOException {
    return Files.readString(err);
  }

  private IOException failure() throws IOException {
    return new IOException(
        "failed: " + process.info().commandLine().orElse("a child JVM") + "\n" + stderr());
  }

  /** Ends it by ending its stdin. */
  @Override
  public void close() throws IOException {
    process.getOutputStream().close();
  }
}
