package io.github.recordsplit.control.requests;

import java.lang.management.ManagementFactory;

/** This process's number where there is no {@code /proc}. */
public final class Pid {
  private Pid() {}

  public static String own() {
    try {
      Class<?> handle = Class.forName("java.lang.ProcessHandle"); // Java 9
      Object current = handle.getMethod("current").invoke(null);
      return handle.getMethod("pid").invoke(current).toString();
    } catch (ReflectiveOperationException e) {
      String name = ManagementFactory.getRuntimeMXBean().getName();
      return name.substring(0, Math.max(name.indexOf('@'), 0));
    }
  }
}
