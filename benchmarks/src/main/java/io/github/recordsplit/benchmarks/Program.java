package io.github.recordsplit.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A short program that is started with one agent after the other.
 *
 * @param archive the JVM's archive of the program's own classes (AppCDS), or null
 */
record Program(
    String name, Jdk jdk, Class<?> main, List<String> options, String classPath, Path archive) {
  /** The command with an agent, given as a JVM option or as "" for none. */
  List<String> command(String agent, String... more) {
    List<String> command = new ArrayList<>(List.of(jdk.tool("java")));
    command.addAll(options);
    if (archive != null) {
      command.add("-XX:SharedArchiveFile=" + archive);
    }
    command.addAll(List.of(more));
    if (!agent.isEmpty()) {
      command.add(agent);
    }
    command.addAll(List.of("-cp", classPath, main.getName()));
    return command;
  }

  /** The same program started from an archive, which is made here, without an agent. */
  Program archived(Path folder) throws IOException, InterruptedException {
    Path file = folder.resolve(main.getSimpleName() + "-" + jdk.feature() + ".jsa");
    Files.deleteIfExists(file);
    Children.output(command("", "-XX:ArchiveClassesAtExit=" + file));
    return new Program(name + ", AppCDS", jdk, main, options, classPath, file);
  }
}
