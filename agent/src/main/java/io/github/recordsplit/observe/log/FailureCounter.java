package io.github.recordsplit.observe.log;

import java.util.concurrent.atomic.AtomicLong;

/** The agent's own failures: how many there were, and the last one. */
public final class FailureCounter {
  private final AtomicLong count = new AtomicLong();
  private volatile String last;

  /** No failure yet. */
  public FailureCounter() {}

  /** Counts one. */
  public void add(Throwable t) {
    count.incrementAndGet();
    last = text(t);
  }

  /** Counts one that could not be told, say for a lack of memory; needs none itself. */
  public void addUntold() {
    count.incrementAndGet();
  }

  /** One in words; whatever {@code toString} of an application's exception does is not ours. */
  static String text(Throwable t) {
    try {
      return String.valueOf(t);
    } catch (Throwable worse) {
      return t.getClass().getName();
    }
  }

  /** How many there were. */
  public long count() {
    return count.get();
  }

  /** The last one in words, or null. */
  public String last() {
    return last;
  }
}
