package io.github.recordsplit.apps;

import java.util.ArrayList;
import java.util.List;

/** {@link Traffic} in a JVM that has no memory left for some seconds. */
public final class FullHeap {
  private static final long FULL_NANOS = 4_000_000_000L;
  private static final int LARGE = 1 << 16;

  private FullHeap() {}

  /** The arguments of {@link Traffic}. */
  public static void main(String[] args) throws Exception {
    Thread filling =
        new Thread("filling") {
          @Override
          public void run() {
            fill();
            System.out.println("filled");
          }
        };
    filling.setDaemon(true);
    filling.start();
    Traffic.main(args);
  }

  private static void fill() {
    try {
      Thread.sleep(3000);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    long since = System.nanoTime();
    List<Object> all = new ArrayList<>(1 << 20);
    int size = LARGE;
    while (System.nanoTime() - since < FULL_NANOS) {
      try {
        all.add(new byte[size]);
      } catch (OutOfMemoryError full) {
        size = Math.max(16, size / 2);
      }
    }
  }
}
