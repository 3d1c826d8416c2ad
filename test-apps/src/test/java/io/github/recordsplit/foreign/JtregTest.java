package io.github.recordsplit.foreign;

import io.github.recordsplit.harness.Jdk;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A test of OpenJDK's, as its comment describes it to jtreg: a main class, with its libraries and
 * its runs. What needs more of jtreg is no simple one.
 */
record JtregTest(
    Path suite, Path file, List<String> libraries, List<String> modules, List<List<String>> runs) {
  private static final Pattern COMMENT =
      Pattern.compile("/\\*(?:(?!\\*/).)*@test\\b.*?\\*/", Pattern.DOTALL);
  private static final Pattern TAG = Pattern.compile("@(\\w+)([^@]*)");
  private static final long SECONDS = 240;

  /** Of a source file; null where it is no test, or no simple one. */
  static JtregTest of(Path suite, Path file) throws IOException {
    Matcher comment = COMMENT.matcher(Files.readString(file, StandardCharsets.ISO_8859_1));
    if (!comment.find()) {
      return null;
    }
    JtregTest test =
        new JtregTest(suite, file, new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    Matcher tag = TAG.matcher(comment.group().replaceAll("(?m)^\\s*\\*/?|\\*/$", " "));
    while (tag.find()) {
      if (!test.add(tag.group(1), words(tag.group(2)))) {
        return null;
      }
    }
    if (test.runs.isEmpty()) {
      test.runs.add(List.of(file.getFileName().toString().replace(".java", "")));
    }
    return test;
  }

  private static List<String> words(String text) {
    return Arrays.stream(text.trim().split("\\s+", -1)).filter(w -> !w.isEmpty()).toList();
  }

  /** Whether this runner can do what the tag says. */
  private boolean add(String tag, List<String> words) {
    switch (tag) {
      case "library" -> libraries.addAll(words);
      case "modules" -> modules.addAll(words);
      case "requires", "ignore", "compile" -> {
        return false;
      }
      case "run" -> {
        if (!words.get(0).matches("main(/othervm|/timeout=\\d+)*")) {
          return words.get(0).equals("build");
        }
        runs.add(words.subList(1, words.size()));
      }
      default -> {
        // Told to people, or by what javac finds out for itself.
      }
    }
    return true;
  }

  String name() {
    return suite.relativize(file).toString();
  }

  /** Compiles it with the JDK that runs it; whether that can be done. */
  boolean compile(Jdk jdk, Path classes) throws Exception {
    Files.createDirectories(classes);
    List<String> command = new ArrayList<>(List.of(jdk.home().resolve("bin/javac").toString()));
    command.addAll(List.of("-nowarn", "-proc:none", "-d", classes.toString()));
    modules.forEach(module -> export(module, command));
    command.addAll(List.of("-sourcepath", sources(), file.toString()));
    return run(command, classes) == 0;
  }

  private String sources() {
    List<String> folders = new ArrayList<>(List.of(file.getParent().toString()));
    for (String library : libraries) {
      Path above = library.startsWith("/") ? suite : file.getParent();
      String inside = library.replaceFirst("^/", "");
      // That of the whole repository stands beside the suite.
      Path there = above.resolve(inside);
      folders.add(
          (Files.exists(there) ? there : suite.resolve("../..").resolve(inside)).toString());
    }
    return String.join(File.pathSeparator, folders);
  }

  /** Whether all of its runs pass; {@code agent} is null where there is none. */
  boolean passes(Jdk jdk, Path classes, String agent) throws Exception {
    for (List<String> run : runs) {
      List<String> command = new ArrayList<>(List.of(jdk.java().toString()));
      if (agent != null) {
        command.add(agent);
      }
      modules.forEach(module -> export(module, command));
      command.add("-Dtest.src=" + file.getParent());
      command.add("-Dtest.classes=" + classes);
      command.addAll(List.of("-cp", classes + File.pathSeparator + file.getParent()));
      command.addAll(run);
      if (run(command, classes) != 0) {
        return false;
      }
    }
    return true;
  }

  private static void export(String module, List<String> command) {
    if (module.contains("/")) {
      command.add(module.contains("open") ? "--add-opens" : "--add-exports");
      command.add(module.replaceFirst(":.*", "") + "=ALL-UNNAMED");
    }
  }

  private static int run(List<String> command, Path folder) throws Exception {
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("output.txt").toFile())
            .start();
    process.getOutputStream().close();
    if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
      return -1;
    }
    return process.exitValue();
  }
}
