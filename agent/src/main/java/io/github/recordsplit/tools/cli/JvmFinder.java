package io.github.recordsplit.tools.cli;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toList;

import io.github.recordsplit.files.FileOwnership;
import io.github.recordsplit.rules.Messages;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** The running JVMs, and which of them an operator means. */
final class JvmFinder {
  private static final int MOST_NAMED = 8;

  private JvmFinder() {}

  /** Returns the one that is given by its number, or by a name that only one has. */
  static Jvm one(String given) throws UsageException, NoException {
    List<Jvm> found = called(given);
    return one(found, Messages.quote(given) + " is the name of several JVMs, give a number");
  }

  /**
   * Returns those that are meant: by a number, by a name that they were given with {@code
   * -Drecordsplit.app}, or by a main class or jar that only one of them has.
   */
  static List<Jvm> meant(List<String> given) throws UsageException, NoException {
    Map<String, Jvm> all = new LinkedHashMap<>();
    for (String each : given) {
      List<Jvm> found = called(each);
      if (found.size() > 1 && !each.equals(found.get(0).givenName())) {
        Jvm unused = one(each); // which says that it is the name of several
      }
      found.forEach(jvm -> all.putIfAbsent(jvm.pid, jvm));
    }
    return new ArrayList<>(all.values());
  }

  private static List<Jvm> called(String given) throws NoException {
    List<Jvm> found = new ArrayList<>();
    if (isNumber(given)) {
      found.add(new Jvm(given, null));
      return found;
    }
    List<Jvm> all = LinuxProcess.isThere() ? seen() : listed();
    found.addAll(only(all, jvm -> given.equals(jvm.givenName())));
    if (found.isEmpty()) {
      found.addAll(only(all, jvm -> jvm.isCalled(given)));
    }
    if (found.isEmpty()) {
      throw new NoException(
          "no JVM with main class or jar " + Messages.quote(given) + " is running" + listed(all));
    }
    return found;
  }

  /** Returns the number of the one JVM that has the agent. */
  static String onlyWithAgent() throws UsageException, NoException {
    List<Jvm> found = only(seen(), jvm -> Boolean.TRUE.equals(jvm.process.hasAgent()));
    if (found.isEmpty()) {
      throw new NoException("no JVM with the agent is to be seen from here: give a PID");
    }
    return one(found, "several JVMs have the agent, give a number").pid;
  }

  /** All JVMs that this user may steer, but for command lines like this one. */
  static List<Jvm> own() {
    if (!LinuxProcess.isThere()) {
      return only(listed(), jvm -> !jvm.isTool());
    }
    Object self = LinuxProcess.user(LinuxProcess.self());
    return only(
        seen(),
        jvm ->
            (FileOwnership.ROOT.equals(self) || LinuxProcess.user(jvm.pid).equals(self))
                && !jvm.isTool());
  }

  /** Those of them that have the agent, or may have it. */
  static List<Jvm> withAgent() throws NoException {
    List<Jvm> all = own();
    List<Jvm> found = new ArrayList<>();
    List<Boolean> have = SideBySide.each(all, jvm -> !Boolean.FALSE.equals(jvm.process.hasAgent()));
    for (int i = 0; i < all.size(); i++) {
      if (!Boolean.FALSE.equals(have.get(i))) {
        found.add(all.get(i));
      }
    }
    if (found.isEmpty()) {
      throw new NoException("no JVM with the agent is to be seen from here");
    }
    return found;
  }

  private static List<Jvm> only(List<Jvm> jvms, Predicate<Jvm> wanted) {
    return jvms.stream().filter(wanted).collect(toList());
  }

  private static Jvm one(List<Jvm> found, String several) throws UsageException {
    if (found.size() > 1) {
      throw new UsageException(several + listed(found));
    }
    return found.get(0);
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

  /** Each process that is called java, and each other in which a JVM's library is to be seen. */
  private static List<Jvm> seen() {
    List<Jvm> jvms = new ArrayList<>();
    String self = LinuxProcess.self();
    for (String pid : LinuxProcess.all()) {
      LinuxProcess process = new LinuxProcess(pid);
      List<String> arguments = process.arguments();
      boolean none = arguments.get(0).isEmpty() || self.equals(pid);
      String started = none ? null : JavaCommand.of(arguments);
      if (started != null || (!none && process.isJvm())) {
        jvms.add(new Jvm(pid, started));
      }
    }
    jvms.sort(Comparator.comparingInt(jvm -> Integer.parseInt(jvm.pid)));
    return jvms;
  }

  private static List<Jvm> listed() {
    List<Jvm> jvms = new ArrayList<>();
    AttachApi.list().forEach((pid, started) -> jvms.add(new Jvm(pid.toString(), started)));
    return jvms;
  }

  private static String listed(List<Jvm> jvms) {
    if (jvms.isEmpty()) {
      return "";
    }
    return jvms.stream()
        .filter(jvm -> jvm.started != null)
        .limit(MOST_NAMED)
        .map(each -> each.pid + " " + Messages.plain(each.started))
        .collect(joining(", ", " (", jvms.size() > MOST_NAMED ? ", ...)" : ")"));
  }
}
