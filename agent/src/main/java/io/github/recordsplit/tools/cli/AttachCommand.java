package io.github.recordsplit.tools.cli;

import static java.util.stream.Collectors.joining;

import io.github.recordsplit.observe.json.Json;
import io.github.recordsplit.rules.ConfigException;
import io.github.recordsplit.rules.Messages;
import io.github.recordsplit.rules.Options;
import java.io.File;
import java.lang.reflect.InvocationTargetException;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code attach PID [OPTIONS]}: puts the agent into a JVM that runs without it. */
@Command(
    name = "attach",
    description = "put the agent into a running JVM",
    footer = "attach 4711 mode=all,log=connections")
final class AttachCommand extends Verb.OnJvm {
  private static final String INSTEAD = "; instead, start it with -javaagent:" + AgentJar.path();

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "OPTIONS",
      description = "what would stand behind -javaagent:recordsplit-agent.jar=")
  private String given;

  @Override
  public Integer call() throws UsageException, NoException {
    String options = checked(given);
    Target target = new Target(pid);
    check(target);
    load(target.pid, options);
    print(
        json
            ? new Json().raw("pid", target.pid).raw("attached", "true")
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
    return Stream.of(given.split(",", -1)).map(AttachCommand::absoluteOne).collect(joining(","));
  }

  private static String absoluteOne(String option) {
    int path = pathIn(option);
    return path == option.length()
        ? option
        : option.substring(0, path) + new File(option.substring(path)).getAbsolutePath();
  }

  /** Where a path begins in an option, which is behind its end if there is none. */
  private static int pathIn(String option) {
    boolean file =
        option.startsWith("rules=") || option.startsWith("report=") || option.startsWith("dump=");
    int colon = option.startsWith("log=") ? option.indexOf(':') : -1;
    return file ? option.indexOf('=') + 1 : colon > 0 ? colon + 1 : option.length();
  }

  private static void check(Target target) throws NoException {
    String process = "process " + target.pid;
    if (Boolean.TRUE.equals(target.process.hasAgent())) {
      throw new NoException(
          process + " has the agent already: 'mode', 'disable' and 'enable' steer it");
    }
    if (target.process.isElsewhere()) {
      throw new NoException(
          process
              + " runs in a container with files of its own: copy the jar into it and run"
              + " 'attach' there (docker exec, kubectl exec)");
    }
    if (target.process.hasOption("-XX:+DisableAttachMechanism")) {
      throw new NoException(process + " was started with -XX:+DisableAttachMechanism" + INSTEAD);
    }
    if (target.process.hasOption("-XX:-EnableDynamicAgentLoading")) {
      throw new NoException(process + " was started with -XX:-EnableDynamicAgentLoading" + INSTEAD);
    }
  }

  private static void load(String pid, String options) throws NoException {
    try {
      AttachApi.load(pid, AgentJar.path().toString(), options);
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
