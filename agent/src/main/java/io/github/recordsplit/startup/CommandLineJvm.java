package io.github.recordsplit.startup;

import io.github.recordsplit.Agent;
import java.io.File;
import java.security.CodeSource;

/**
 * Tells whether this JVM runs the agent's own command line. {@code JAVA_TOOL_OPTIONS} makes it an
 * agent there too, and it would stop the verbs when the rules are wrong, just when they are needed.
 */
final class CommandLineJvm {
  private CommandLineJvm() {}

  static boolean isThisOne() {
    try {
      String main = Agent.class.getName();
      String command = System.getProperty("sun.java.command", "");
      String started = first(System.getProperty("java.class.path", ""));
      return command.equals(main)
          || command.startsWith(main + ' ')
          || (!started.isEmpty()
              && (command.equals(started) || command.startsWith(started + ' '))
              && isOurs(new File(started)));
    } catch (Exception e) { // whose class the JVM has at hand
      return false;
    }
  }

  /** Java 8 puts the agent behind what was started. */
  private static String first(String classPath) {
    int end = classPath.indexOf(File.pathSeparatorChar);
    return end < 0 ? classPath : classPath.substring(0, end);
  }

  /** With {@code -jar}, that jar comes first on the class path, and the agent's class from it. */
  private static boolean isOurs(File started) throws Exception {
    CodeSource source = Agent.class.getProtectionDomain().getCodeSource();
    File ours = source == null ? null : new File(source.getLocation().toURI());
    return ours != null && ours.getCanonicalFile().equals(started.getCanonicalFile());
  }
}
