package io.github.recordsplit.startup;

import java.util.concurrent.ThreadFactory;

/**
 * The agent's threads, made in {@code premain} and started when they are needed. A thread keeps its
 * maker's thread group, thread locals and call stack: made later, it would pin whichever web
 * application used TLS first. Those that are made once these are used up are made by one of them.
 */
final class SpareThreads implements ThreadFactory {
  /** The agent's, that for files, two of the log, the last words; and one of each in its place. */
  private static final int SPARE = 8;

  private final Spare[] spare = new Spare[SPARE];
  private int used;

  SpareThreads() {
    for (int i = 0; i < SPARE; i++) {
      spare[i] = new Spare();
    }
  }

  @Override
  public synchronized Thread newThread(Runnable task) {
    Spare thread = used < SPARE ? spare[used] : new Spare();
    if (used < SPARE) {
      spare[used++] = null;
    }
    thread.task = task;
    return thread;
  }

  private static final class Spare extends Thread {
    private Runnable task;

    Spare() {
      super("recordsplit");
      setDaemon(true);
      setContextClassLoader(null);
    }

    @Override
    public void run() {
      task.run();
    }
  }
}
