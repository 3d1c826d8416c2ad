package io.github.recordsplit;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.instrument.Instrumentation;

/**
 * Entry point of the agent jar. All else is in {@link AgentClassLoader}: what is there, the
 * application's class path does not show.
 */
public final class Agent {
  private static final ClassLoader ALL_ELSE = AgentClassLoader.open();

  private Agent() {}

  /** Called by the JVM before {@code main}: see {@code AgentStartup.premain}. */
  public static void premain(String arguments, Instrumentation instrumentation) throws Exception {
    start("premain", arguments, instrumentation);
  }

  /** Called by the JVM when the agent is attached: see {@code AgentStartup.agentmain}. */
  public static void agentmain(String arguments, Instrumentation instrumentation) throws Exception {
    start("agentmain", arguments, instrumentation);
  }

  /** The command line: see {@code tools.cli.Main}. */
  public static void main(String[] args) throws Exception {
    Class<?> main = ALL_ELSE.loadClass("io.github.recordsplit.tools.cli.Main");
    main.getMethod("main", String[].class).invoke(null, (Object) args);
  }

  /** This jar's version, from its manifest. */
  public static String version() {
    Package here = Agent.class.getPackage();
    String version = here == null ? null : here.getImplementationVersion();
    return version == null ? "(not from a jar)" : version;
  }

  /**
   * What stands at the jar's path now, in words that follow "the jar on disk", or null if that is
   * what runs here.
   */
  public static String otherOnDisk() {
    if (!(ALL_ELSE instanceof AgentClassLoader)) {
      return null;
    }
    AgentClassLoader running = (AgentClassLoader) ALL_ELSE;
    try (RandomAccessFile file = new RandomAccessFile(running.file, "r")) {
      JarDirectory now = new JarDirectory(file);
      if (now.stamp() == running.stamp) {
        return null;
      }
      String version = now.manifest("Implementation-Version");
      return version().equals(version)
          ? "has other content now"
          : "is version " + version + " now";
    } catch (IOException e) {
      return running.file.exists() ? "cannot be read now" : "is gone";
    }
  }

  private static void start(String how, String arguments, Instrumentation instrumentation)
      throws Exception {
    try {
      ALL_ELSE
          .loadClass("io.github.recordsplit.startup.AgentStartup")
          .getMethod(how, String.class, Instrumentation.class)
          .invoke(null, arguments, instrumentation);
    } catch (Exception e) { // an InvocationTargetException, which the verifier would load
      throw e.getCause() instanceof Exception ? (Exception) e.getCause() : e;
    }
  }
}
