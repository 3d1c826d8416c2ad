package io.github.recordsplit.cli;

import io.github.recordsplit.rules.Messages;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The running JVMs, and which of them an operator means. */
final class Jvms {
  private static final int MOST_NAMED = 8;

  private Jvms() {}

  /** Returns the number of a process that is given by it, by a main class or by a jar name. */
  static String pid(String given) throws UsageException, NoException {
    if (isNumber(given)) {
      return given;
    }
    Map<Integer, String> all = Proc.isThere() ? seen() : AttachApi.list();
    List<String> found = new ArrayList<String>();
    Map<Integer, String> candidates = new TreeMap<Integer, String>();
    for (Map.Entry<Integer, String> each : all.entrySet()) {
      if (Started.isCalled(each.getValue(), given)) {
        found.add(each.getKey().toString());
        candidates.put(each.getKey(), each.getValue());
      }
    }
    if (found.isEmpty()) {
      throw new NoException(
          "no JVM with main class or jar " + Messages.quote(given) + " is running" + listed(all));
    }
    if (found.size() > 1) {
      throw new UsageException(
          Messages.quote(given)
              + " is the name of several JVMs, give a number"
              + listed(candidates));
    }
    return found.get(0);
  }

  /** Returns the number of the one JVM that has the agent. */
  static String onlyWithAgent() throws UsageException, NoException {
    Map<Integer, String> found = new TreeMap<Integer, String>();
    for (Map.Entry<Integer, String> each : seen().entrySet()) {
      if (Boolean.TRUE.equals(new Proc(each.getKey().toString()).hasAgent())) {
        found.put(each.getKey(), each.getValue());
      }
    }
    if (found.isEmpty()) {
      throw new NoException("no JVM with the agent is to be seen from here: give a PID");
    }
    if (found.size() > 1) {
      throw new UsageException("several JVMs have the agent, give a number" + listed(found));
    }
    return found.keySet().iterator().next().toString();
  }

  /** What a JVM was started as: the name of its jar, or its main class. */
  static String name(Proc proc, String given) {
    List<String> arguments = proc.arguments();
    String started = arguments.get(0).isEmpty() ? null : Started.of(arguments);
    if (started == null) {
      return given == null ? "JVM" : given;
    }
    boolean jar = started.endsWith(".jar");
    return jar ? started.substring(started.lastIndexOf('/') + 1) : started;
  }

  private static boolean isNumber(String given) {
    for (int i = 0; i < given.length(); i++) {
      if (given.charAt(i) < '0' || given.charAt(i) > '9') {
        return false;
      }
    }
    return given.length() < 10;
  }

  private static Map<Integer, String> seen() {
    Map<Integer, String> jvms = new TreeMap<Integer, String>();
    for (String pid : Proc.all()) {
      String started = Started.of(new Proc(pid).arguments());
      if (started != null && !isThisCommand(pid)) {
        jvms.put(Integer.valueOf(pid), started);
      }
    }
    return jvms;
  }

  private static boolean isThisCommand(String pid) {
    return Proc.self().equals(pid);
  }

  private static String listed(Map<Integer, String> jvms) {
    StringBuilder out = new StringBuilder();
    int named = 0;
    for (Map.Entry<Integer, String> each : jvms.entrySet()) {
      if (named++ == MOST_NAMED) {
        out.append(", ...");
        break;
      }
      out.append(named == 1 ? " (" : ", ").append(each.getKey()).append(' ');
      out.append(Messages.plain(each.getValue()));
    }
    return out.append(jvms.isEmpty() ? "" : ")").toString();
  }
}
