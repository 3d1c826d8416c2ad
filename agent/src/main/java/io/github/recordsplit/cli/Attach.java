package io.github.recordsplit.cli;

import io.github.recordsplit.observe.json.Json;
import io.github.recordsplit.rules.ConfigException;
import io.github.recordsplit.rules.Messages;
import io.github.recordsplit.rules.Options;
import java.io.File;
import java.io.PrintStream;
import java.lang.reflect.InvocationTargetException;

/** {@code attach PID [OPTIONS]}: puts the agent into a JVM that runs without it. */
final class Attach {
  private static final String INSTEAD = "; instead, start it with -javaagent:" + Jar.path();

  private Attach() {}

  static int run(Arguments arguments, PrintStream out) throws UsageException, NoException {
    String options = checked(arguments.operand(1));
    Target target = new Target(arguments.operand(0));
    check(target);
    load(target.pid, options);
    out.println(
        arguments.json()
            ? new Json().raw("pid", target.pid).raw("attached", "true").toString()
            : "process " + target.pid + " has the agent now");
    return Main.DONE;
  }

  /** Wrong options are told here: in the application they would be a stack trace. */
  private static String checked(String given) throws UsageException {
    try {
      String options = given == null ? "" : absolute(given);
      Options.parse(given).readRules();
      Options.parse(options);
      return options;
    } catch (ConfigException e) {
      throw new UsageException(e.getMessage().substring("recordsplit: ".length()));
    }
  }

  /** The application has a working directory of its own. */
  private static String absolute(String given) {
    StringBuilder options = new StringBuilder();
    for (String option : given.split(",", -1)) {
      int path = pathIn(option);
      options.append(options.length() == 0 ? "" : ",").append(option, 0, path);
      if (path < option.length()) {
        options.append(new File(option.substring(path)).getAbsolutePath());
      }
    }
    return options.toString();
  }

  /** Where a path begins in an option, which is behind its end if there is none. */
  private static int pathIn(String option) {
    boolean file = option.startsWith("rules=") || option.startsWith("dump=");
    int colon = option.startsWith("log=") ? option.indexOf(':') : -1;
    return file ? option.indexOf('=') + 1 : colon > 0 ? colon + 1 : option.length();
  }

  private static void check(Target target) throws NoException {
    String process = "process " + target.pid;
    if (Boolean.TRUE.equals(target.proc.hasAgent())) {
      throw new NoException(
          process + " has the agent already: 'mode', 'disable' and 'enable' steer it");
    }
    if (target.proc.isElsewhere()) {
      throw new NoException(
          process
              + " runs in a container with files of its own: copy the jar into it and run"
              + " 'attach' there (docker exec, kubectl exec)");
    }
    if (target.proc.hasOption("-XX:+DisableAttachMechanism")) {
      throw new NoException(process + " was started with -XX:+DisableAttachMechanism" + INSTEAD);
    }
    if (target.proc.hasOption("-XX:-EnableDynamicAgentLoading")) {
      throw new NoException(process + " was started with -XX:-EnableDynamicAgentLoading" + INSTEAD);
    }
  }

  private static void load(String pid, String options) throws NoException {
    try {
      AttachApi.load(pid, Jar.path().toString(), options);
    } catch (ClassNotFoundException e) {
      throw new NoException(
          "this Java ("
              + System.getProperty("java.home")
              + ") has no attach API: run this command"
              + " with a JDK, of any version, or with JAVA_HOME set to one"
              + INSTEAD);
    } catch (InvocationTargetException e) {
      if (!isDone(e.getCause())) {
        throw new NoException(why(pid, e.getCause()));
      }
    } catch (ReflectiveOperationException e) {
      throw new NoException(
          "process " + pid + " cannot be attached to: " + Messages.plain(e.toString()));
    }
  }

  /** An attach API of Java 10 and later takes for an error what a Java 8 target answers: "0". */
  private static boolean isDone(Throwable cause) {
    return cause.getClass().getSimpleName().equals("AgentLoadException")
        && "0".equals(cause.getMessage());
  }

  private static String why(String pid, Throwable cause) {
    String message = Messages.plain(String.valueOf(cause.getMessage()));
    if (cause.getClass().getSimpleName().equals("AgentInitializationException")) {
      return "the agent could not start in process " + pid + ", whose stderr says why";
    }
    return "process " + pid + " cannot be attached to (" + message + ")" + INSTEAD;
  }
}
