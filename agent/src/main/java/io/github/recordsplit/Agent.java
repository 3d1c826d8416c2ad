package io.github.recordsplit;

import io.github.recordsplit.manage.Stderr;
import io.github.recordsplit.rules.Application;
import io.github.recordsplit.rules.ConfigException;
import io.github.recordsplit.rules.OnFailure;
import io.github.recordsplit.rules.Options;
import io.github.recordsplit.rules.Policy;
import io.github.recordsplit.split.Live;
import io.github.recordsplit.weave.Weaver;
import java.lang.instrument.Instrumentation;

/**
 * Entry point of the agent jar.
 *
 * <p>Nothing here or below may touch, before the application itself does: {@code javax.net.ssl},
 * {@code java.util.logging}, the MBean server, security providers, trust stores, DNS, stdout. No
 * lambda, string concatenation by {@code invokedynamic} or regular expression either: each costs
 * more start-up than all the rest.
 */
public final class Agent {
  private static boolean active;

  private Agent() {}

  /**
   * Called by the JVM before {@code main}; stops it with one sentence if the options are wrong.
   *
   * @param arguments what stands behind the {@code =} of {@code -javaagent}, or null
   */
  public static void premain(String arguments, Instrumentation instrumentation) {
    try {
      start(arguments, instrumentation);
    } catch (ConfigException e) {
      Stop.jvm(instrumentation, e.getMessage());
    }
  }

  /**
   * Called by the JVM when the agent is attached to an application that is already running, which
   * goes on as it was if the options are wrong.
   */
  public static void agentmain(String arguments, Instrumentation instrumentation)
      throws ConfigException {
    start(arguments, instrumentation);
  }

  private static void start(String arguments, Instrumentation instrumentation)
      throws ConfigException {
    Options options = Options.parse(arguments);
    Policy policy = options.policy(Application.name());
    Stderr log = new Stderr(options.log());
    if (claim()) {
      boolean refuse = options.onFailure() == OnFailure.REFUSE;
      Live live = new Live(policy, log, refuse);
      Weaver weaver =
          new Weaver(instrumentation, live, log, FirstLine.of(options, policy), options.dump());
      String missing = refuse ? weaver.checkHooks() : null;
      if (missing == null) {
        weaver.install();
      } else {
        Stop.jvm(
            instrumentation,
            "recordsplit: this JVM does not start (on-failure=refuse), hook missing: " + missing);
      }
    } else {
      log.notice("already active in this JVM, so the options '" + arguments + "' are ignored");
    }
  }

  /** The system class loader loads this class once, whichever copy of the jar comes second. */
  private static synchronized boolean claim() {
    boolean first = !active;
    active = true;
    return first;
  }
}
