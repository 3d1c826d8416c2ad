package io.github.recordsplit.observe.jmx;

import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;

/** Runs listeners of an application in threads that may wait: the agent's must not. */
final class BriefThreads implements Executor {
  private static final int MOST = 8;

  private final AtomicInteger running = new AtomicInteger();

  @Override
  public void execute(Runnable task) {
    if (running.incrementAndGet() > MOST) {
      running.decrementAndGet(); // none of them comes back
      return;
    }
    Thread thread = new Thread(new Counted(task), "recordsplit notification");
    thread.setDaemon(true);
    thread.setContextClassLoader(null);
    thread.start();
  }

  private final class Counted implements Runnable {
    private final Runnable task;

    Counted(Runnable task) {
      this.task = task;
    }

    @Override
    public void run() {
      try {
        task.run();
      } finally {
        running.decrementAndGet();
      }
    }
  }
}
