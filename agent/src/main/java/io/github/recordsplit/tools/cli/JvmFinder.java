package io.github.recordsplit.tools.cli;

import static java.util.stream.Collectors.joining;

import io.github.recordsplit.rules.Messages;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiPredicate;

/** The running JVMs, and which of them an operator means. */
final class JvmFinder {
  private static final int MOST_NAMED = 8;

  private JvmFinder() {}

  /** Returns the number of a process that is given by it, by a main class or by a jar name. */
  static String pid(String given) throws UsageException, NoException {
    if (isNumber(given)) {
      return given;
    }
    Map<Integer, String> all = LinuxProcess.isThere() ? seen() : AttachApi.list();
    Map<Integer, String> found = only(all, (pid, started) -> JavaCommand.isCalled(started, given));
    if (found.isEmpty()) {
      throw new NoException(
          "no JVM with main class or jar " + Messages.quote(given) + " is running" + listed(all));
    }
    return one(found, Messages.quote(given) + " is the name of several JVMs, give a number");
  }

  /** Returns the number of the one JVM that has the agent. */
  static String onlyWithAgent() throws UsageException, NoException {
    Map<Integer, String> found =
        only(
            seen(),
            (pid, started) -> Boolean.TRUE.equals(new LinuxProcess(pid.toString()).hasAgent()));
    if (found.isEmpty()) {
      throw new NoException("no JVM with the agent is to be seen from here: give a PID");
    }
    return one(found, "several JVMs have the agent, give a number");
  }

  private static Map<Integer, String> only(
      Map<Integer, String> jvms, BiPredicate<Integer, String> wanted) {
    Map<Integer, String> found = new TreeMap<>(jvms);
    found.entrySet().removeIf(each -> !wanted.test(each.getKey(), each.getValue()));
    return found;
  }

  private static String one(Map<Integer, String> found, String several) throws UsageException {
    if (found.size() > 1) {
      throw new UsageException(several + listed(found));
    }
    return found.keySet().iterator().next().toString();
  }

  /** What a JVM was started as: the name of its jar, or its main class. */
  static String name(LinuxProcess process, String given) {
    List<String> arguments = process.arguments();
    String started = arguments.get(0).isEmpty() ? null : JavaCommand.of(arguments);
    if (started == null) {
      return given == null ? "JVM" : given;
    }
    boolean jar = started.endsWith(".jar");
    return jar ? started.substring(started.lastIndexOf('/') + 1) : started;
  }

  private static boolean isNumber(String given) {
    return given.matches("[0-9]{0,9}");
  }

  private static Map<Integer, String> seen() {
    Map<Integer, String> jvms = new TreeMap<>();
    for (String pid : LinuxProcess.all()) {
      String started = JavaCommand.of(new LinuxProcess(pid).arguments());
      if (started != null && !LinuxProcess.self().equals(pid)) {
        jvms.put(Integer.valueOf(pid), started);
      }
    }
    return jvms;
  }

  private static String listed(Map<Integer, String> jvms) {
    if (jvms.isEmpty()) {
      return "";
    }
    return jvms.entrySet().stream()
        .limit(MOST_NAMED)
        .map(each -> each.getKey() + " " + Messages.plain(each.getValue()))
        .collect(joining(", ", " (", jvms.size() > MOST_NAMED ? ", ...)" : ")"));
  }
}
