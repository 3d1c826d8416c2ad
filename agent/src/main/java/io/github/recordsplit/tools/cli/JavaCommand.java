package io.github.recordsplit.tools.cli;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What a JVM was started with, read from its command line: a main class or a jar. */
final class JavaCommand {
  private static final Set<String> TAKES_A_VALUE =
      new HashSet<>(
          Arrays.asList(
              "-cp",
              "-classpath",
              "--class-path",
              "-p",
              "--module-path",
              "--upgrade-module-path",
              "--add-modules",
              "--limit-modules",
              "--add-exports",
              "--add-opens",
              "--add-reads",
              "--patch-module",
              "--describe-module",
              "-d",
              "--source"));

  private JavaCommand() {}

  /**
   * Returns the path of a jar, a main class, or null where it is no JVM or cannot be told.
   *
   * @param arguments the program and its arguments
   */
  static String of(List<String> arguments) {
    String program = last(arguments.get(0));
    if (!program.equals("java") && !program.equals("javaw")) {
      return null;
    }
    for (int i = 1; i < arguments.size(); i++) {
      String argument = arguments.get(i);
      if (argument.equals("-jar") || argument.equals("-m") || argument.equals("--module")) {
        return i + 1 < arguments.size() ? arguments.get(i + 1) : null;
      } else if (TAKES_A_VALUE.contains(argument)) {
        i++;
      } else if (argument.startsWith("--module=")) {
        return argument.substring(argument.indexOf('=') + 1);
      } else if (!argument.startsWith("-") && !argument.startsWith("@")) {
        return argument.isEmpty() ? null : argument;
      }
    }
    return null;
  }

  /**
   * Whether an operator may call it so: by its jar's file name with or without {@code .jar}, by its
   * main class with or without its package.
   */
  static boolean isCalled(String started, String name) {
    String last = last(started);
    if (last.endsWith(".jar")) {
      return name.equals(last) || name.equals(last.substring(0, last.length() - 4));
    }
    return name.equals(last) || name.equals(last.substring(last.lastIndexOf('.') + 1));
  }

  private static String last(String path) {
    return path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
  }
}
