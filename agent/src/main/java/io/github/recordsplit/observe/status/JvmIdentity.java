package io.github.recordsplit.observe.status;

import io.github.recordsplit.rules.Application;
import java.io.BufferedReader;
import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;

/** Which JVM this is: what programs that ask many of them tell them apart by. */
public final class JvmIdentity {
  /** As the machine calls itself. {@code InetAddress} would ask DNS. */
  private static final String HOST = "/proc/sys/kernel/hostname";

  private JvmIdentity() {}

  /** The process's number as it knows it itself, or -1. */
  public static long pid() {
    try {
      return Long.parseLong(number());
    } catch (IOException | RuntimeException e) {
      return -1;
    }
  }

  private static String number() throws IOException {
    File self = new File("/proc/self");
    if (self.exists()) {
      return self.getCanonicalFile().getName();
    }
    String name = ManagementFactory.getRuntimeMXBean().getName();
    return name.substring(0, Math.max(name.indexOf('@'), 0));
  }

  /** The user's name, or null. */
  static String user() {
    return System.getProperty("user.name");
  }

  /** The application, by the name that {@code app} rules know. */
  public static String app() {
    return Application.name();
  }

  /** The machine's, or the container's name, or null. */
  public static String host() {
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(new FileInputStream(HOST), StandardCharsets.UTF_8))) {
      return in.readLine();
    } catch (IOException notLinux) {
      String windows = System.getenv("COMPUTERNAME");
      return windows != null ? windows : System.getenv("HOSTNAME");
    }
  }
}
