package io.github.recordsplit.control.requests;

import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;

/** This process's number. */
public final class Pid {
  private Pid() {}

  /** Returns it as this process sees itself. */
  public static String own() {
    String linux = ofLinux();
    return linux == null ? ofJvm() : linux;
  }

  /** Returns it at the cost of one system call, or null on other systems. */
  public static String ofLinux() {
    try {
      String name = new File("/proc/self").getCanonicalFile().getName();
      return name.charAt(0) <= '9' ? name : null;
    } catch (IOException | RuntimeException e) {
      return null;
    }
  }

  private static String ofJvm() {
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
