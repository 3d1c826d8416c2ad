package io.github.recordsplit.apps;

import java.io.File;
import java.lang.management.ManagementFactory;

/** What this JVM uses, as one line: its heap, threads and open files. */
final class Vitals {
  private static final int COLLECTIONS = 5;

  private Vitals() {}

  static String line() throws InterruptedException {
    String[] files = new File("/proc/self/fd").list();
    return "heap="
        + heap()
        + " threads="
        + ManagementFactory.getThreadMXBean().getThreadCount()
        + " files="
        + (files == null ? 0 : files.length);
  }

  /**
   * The least of what is in use right after full collections: those that still live write on
   * meanwhile, and what they have thrown away since is no growth.
   */
  private static long heap() throws InterruptedException {
    long least = Long.MAX_VALUE;
    for (int i = 0; i < COLLECTIONS; i++) {
      System.gc();
      least = Math.min(least, ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
      Thread.sleep(50);
    }
    return least;
  }
}
