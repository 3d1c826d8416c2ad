package io.github.recordsplit.startup;

import io.github.recordsplit.Agent;
import io.github.recordsplit.files.SafeFolder;
import io.github.recordsplit.instrument.TlsClassTransformer;
import io.github.recordsplit.observe.log.AgentLog;
import io.github.recordsplit.rules.ConfigException;
import io.github.recordsplit.rules.Options;
import java.lang.instrument.Instrumentation;

/**
 * What {@link Agent} starts, once in a JVM.
 *
 * <p>Nothing here or below may touch, before the application itself does: {@code javax.net.ssl},
 * {@code java.util.logging}, the MBean server, security providers, trust stores, DNS, stdout. No
 * lambda, string concatenation by {@code invokedynamic} or regular expression either: each costs
 * more start-up than all the rest. No exception class that the JVM has not at hand (the verifier
 * loads what a method catches or throws): one from the JDK's image is 2 ms.
 */
public final class AgentStartup {
  private static final String REFUSED =
      "recordsplit: this JVM does not start (on-failure=refuse), hook missing: ";

  private static boolean active;

  private AgentStartup() {}

  /**
   * Called before {@code main}; stops the JVM with one sentence if the options are wrong.
   *
   * @param arguments what stands behind the {@code =} of {@code -javaagent}, or null
   */
  public static void premain(String arguments, Instrumentation instrumentation) {
    try {
      start(arguments, instrumentation);
    } catch (ConfigException | IllegalArgumentException e) {
      JvmStopper.jvm(instrumentation, e.getMessage());
    }
  }

  /**
   * Called when the agent is attached to an application that is already running, which goes on as
   * it was if the options are wrong or a hook is missing that they ask for.
   */
  public static void agentmain(String arguments, Instrumentation instrumentation)
      throws ConfigException {
    start(arguments, instrumentation);
  }

  private static void start(String arguments, Instrumentation instrumentation)
      throws ConfigException {
    if (CommandLineJvm.isThisOne()) {
      return;
    }
    Options options = Options.ofThisJvm(arguments);
    options.readRules();
    lookAtReports(options);
    if (!claim()) {
      sayAlreadyActive(options, arguments);
      return;
    }
    TlsClassTransformer transformer =
        new TlsClassTransformer(
            instrumentation, options, new Libraries.Source(instrumentation, options));
    String missing = options.refuses() ? transformer.weaver().checkHooks() : null;
    if (missing != null) {
      release(); // attached again with other options it may work
      throw new IllegalArgumentException(REFUSED + missing);
    }
    transformer.install();
  }

  /** What is wrong with the folder is said now, and not when the JVM ends. */
  private static void lookAtReports(Options options) throws ConfigException {
    if (options.report() != null) {
      String wrong = SafeFolder.trouble(options.report().toPath());
      if (wrong != null) {
        throw options.wrongReport(wrong);
      }
    }
  }

  /** This class is loaded once, whichever copy of the jar comes second. */
  private static synchronized boolean claim() {
    boolean first = !active;
    active = true;
    return first;
  }

  private static synchronized void release() {
    active = false;
  }

  private static void sayAlreadyActive(Options options, String arguments) {
    new AgentLog(options.log())
        .notice(
            "already active in this JVM, so a second agent is ignored with its options "
                + (arguments == null ? "(none)" : "'" + arguments + "'"));
  }
}
