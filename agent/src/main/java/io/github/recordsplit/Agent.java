package io.github.recordsplit;

import java.io.File;
import java.io.IOException;
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

  /** The jar that this runs of, or null where there is none. */
  public static File jar() {
    return ALL_ELSE instanceof AgentClassLoader ? ((AgentClassLoader) ALL_ELSE).file : null;
  }

  /** Whether another jar stands at its path now. */
  public static boolean isReplaced() throws IOException {
    return ((AgentClassLoader) ALL_ELSE).isReplaced();
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
