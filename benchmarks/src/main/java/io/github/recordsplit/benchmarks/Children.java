package io.github.recordsplit.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Runs child processes to their end. */
final class Children {
  private static final Pattern TIME = Pattern.compile("(\\d+)m([\\d.]+)s");

  /** Runs its arguments as often as the first says; the shell then tells its children's CPU. */
  private static final String LOOP =
      "n=$1; shift; while [ $n -gt 0 ]; do \"$@\" >/dev/null 2>&1 || exit 1; n=$((n-1)); done;"
          + " times";

  private Children() {}

  /** Everything a child says on stdout and stderr, in this order. */
  static String output(List<String> command) throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(Map.of("LC_ALL", "C"));
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException("failed: " + command + "\n" + output);
    }
    return output;
  }

  /** Whether this system has the shell that {@link #spend} needs. */
  static boolean canMeasureCpu() {
    try {
      return output(List.of("sh", "-c", "times")).contains("m");
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** What one run of a command takes, as the mean of some runs in a row. */
  static Spent spend(List<String> command, int runs) throws IOException, InterruptedException {
    List<String> shell = new ArrayList<>(List.of("sh", "-c", LOOP, "sh", runs + ""));
    shell.addAll(command);
    long start = System.nanoTime();
    Matcher matcher = TIME.matcher(output(shell));
    double wall = (System.nanoTime() - start) / 1e9;
    double[] times = new double[4]; // the shell's own user and system, then its children's
    for (int i = 0; i < times.length && matcher.find(); i++) {
      times[i] = 60 * Double.parseDouble(matcher.group(1)) + Double.parseDouble(matcher.group(2));
    }
    return new Spent((times[2] + times[3]) / runs, wall / runs);
  }

  /**
   * Seconds.
   *
   * @param cpu user and system
   */
  record Spent(double cpu, double wall) {}
}
