package io.github.recordsplit.apps;

import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLContext;

/**
 * {@link Traffic} behind some seconds in which there is no memory left, nor an end to recursion.
 */
public final class FullHeap {
  private static final long FULL_NANOS = 4_000_000_000L;
  private static final int LARGE = 1 << 16;

  private FullHeap() {}

  /** The arguments of {@link Traffic}. */
  public static void main(String[] args) throws Exception {
    SSLContext.getDefault(); // the agent is at work from now on
    Thread.sleep(1000);
    System.out.println("filled with " + fill());
    Traffic.main(args);
  }

  private static int fill() {
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
    return all.size();
  }
}
