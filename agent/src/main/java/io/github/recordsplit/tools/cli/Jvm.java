package io.github.recordsplit.tools.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A JVM of this machine, and what it is called. */
final class Jvm {
  private static final String APP = "-Drecordsplit.app=";
  private static final String[] VARIABLES = {
    "_JAVA_OPTIONS", "JDK_JAVA_OPTIONS", "JAVA_TOOL_OPTIONS"
  };

  final String pid;
  final LinuxProcess process;

  /** A main class or the path of a jar; null where that is not to be seen. */
  final String started;

  Jvm(String pid, String started) {
    this.pid = pid;
    this.process = new LinuxProcess(pid);
    this.started = started;
  }

  /** The name that its operator gave it with {@code -Drecordsplit.app}, or null. */
  String givenName() {
    List<String> options = new ArrayList<>(process.arguments());
    for (String variable : VARIABLES) {
      String value = process.variable(variable);
      options.addAll(value == null ? new ArrayList<>() : Arrays.asList(value.split("\\s+")));
    }
    for (String option : options) {
      if (option.startsWith(APP) && option.length() > APP.length()) {
        return option.substring(APP.length());
      }
    }
    return null;
  }

  /** The application, as {@code app} rules name it. */
  String app() {
    String given = givenName();
    return given == null ? JvmFinder.name(process, started) : given;
  }

  /** Whether it has not ended, as far as that can be seen. */
  boolean isThere() {
    return !LinuxProcess.isThere() || process.exists();
  }

  boolean isCalled(String name) {
    return started != null && JavaCommand.isCalled(started, name);
  }

  /** Whether it runs a command line like this one. */
  boolean isTool() {
    String last = started == null ? "" : started.substring(started.lastIndexOf('/') + 1);
    return (last.startsWith("recordsplit-agent") && last.endsWith(".jar"))
        || last.equals(AgentJar.path().getFileName().toString());
  }
}
