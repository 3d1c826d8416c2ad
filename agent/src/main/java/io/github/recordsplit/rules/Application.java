package io.github.recordsplit.rules;

import java.io.File;

/** Tells by which name {@code app} conditions know this JVM. */
public final class Application {
  private Application() {}

  /**
   * Returns {@code -Drecordsplit.app} where set, else the file name of the jar that was started,
   * else the main class (without its module), else an empty text, as in a JVM that no launcher
   * started.
   */
  public static String name() {
    String set = System.getProperty("recordsplit.app");
    return set != null && !set.isEmpty() ? set : of(System.getProperty("sun.java.command", ""));
  }

  /**
   * Takes the name from {@code sun.java.command}: a main class or the path of a jar, then the
   * arguments.
   */
  static String of(String command) {
    String started = started(command.trim());
    return started.substring(Math.max(started.lastIndexOf('/'), started.lastIndexOf('\\')) + 1);
  }

  /**
   * Arguments may name jars too, so that a path with spaces is believed only where there is such a
   * file.
   */
  private static String started(String command) {
    int space = command.indexOf(' ');
    String first = space < 0 ? command : command.substring(0, space);
    if (space < 0 || first.endsWith(".jar")) {
      return first;
    }
    int end = jarEnd(command, space);
    boolean jar = end > 0 && (isPath(first) || new File(command.substring(0, end)).isFile());
    return jar ? command.substring(0, end) : first;
  }

  /**
   * A module and its main class have one slash between them, and a path most often more or a
   * leading one.
   */
  private static boolean isPath(String first) {
    return first.startsWith("/") || first.startsWith(".") || first.indexOf('\\') >= 0;
  }

  private static int jarEnd(String command, int from) {
    int at = command.indexOf(".jar", from);
    while (at >= 0 && at + 4 < command.length() && command.charAt(at + 4) != ' ') {
      at = command.indexOf(".jar", at + 1);
    }
    return at < 0 ? -1 : at + 4;
  }
}
