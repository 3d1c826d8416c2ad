package io.github.recordsplit.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What one run of a program has in memory when it ends.
 *
 * @param megabytes the most that was resident
 * @param archived how many of the classes came from an archive, the JDK's own included
 */
record Footprint(double megabytes, double classes, double archived) {
  private static final double KILOBYTES = 1_000 / 1.024;

  static Footprint of(Program program, String agent, Path folder)
      throws IOException, InterruptedException {
    Path memory = folder.resolve("memory.txt");
    Path log = folder.resolve("classes.txt");
    Files.deleteIfExists(log);
    Children.output(
        program.command(
            agent, "-D" + Memory.FILE + "=" + memory, "-Xlog:class+load=info:file=" + log));
    double megabytes = resident(Files.readAllLines(memory)) / KILOBYTES;
    List<String> classes = Files.readAllLines(log, StandardCharsets.UTF_8);
    return new Footprint(
        megabytes, count(classes, " source: "), count(classes, " source: shared objects file"));
  }

  private static double resident(List<String> status) throws IOException {
    for (String line : status) {
      if (line.startsWith("VmHWM:")) {
        return Double.parseDouble(line.replaceAll("\\D", ""));
      }
    }
    throw new IOException("no VmHWM");
  }

  private static double count(List<String> lines, String text) {
    return lines.stream().filter(line -> line.contains(text)).count();
  }
}
