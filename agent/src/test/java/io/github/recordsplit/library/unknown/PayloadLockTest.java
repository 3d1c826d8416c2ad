package io.github.recordsplit.library.unknown;

import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** What a writer does with a monitor that it has in its hands while it waits for its turn. */
class PayloadLockTest {
  private static final int ROUNDS = 30;
  private static final int PATIENCE_MILLIS = 5000;

  private final Object monitor = new Object();
  private boolean told;

  private interface Work {
    void run() throws Exception;
  }

  /**
   * The application's thread waits on the monitor that is lent, and is told once; the writer that
   * lends it waits on it too, and longer.
   */
  @Test
  void whatWakesTheApplicationIsNotLost() throws Exception {
    for (int i = 0; i < ROUNDS; i++) {
      round(i);
    }
  }

  private void round(int round) throws Exception {
    PayloadLock lock = new PayloadLock();
    told = false;
    CountDownLatch has = new CountDownLatch(1);
    CountDownLatch holds = new CountDownLatch(1);
    Thread first = start(() -> lock.write(() -> needsTheMonitor(lock, has, holds), monitor));
    has.await();
    Thread second =
        start(
            () -> {
              synchronized (monitor) {
                holds.countDown();
                lock.write(() -> true, monitor);
              }
            });
    holds.await();
    Thread waits =
        start(
            () -> {
              synchronized (monitor) {
                while (!told) {
                  monitor.wait();
                }
              }
            });
    Thread tells =
        start(
            () -> {
              while (waits.getState() != Thread.State.WAITING && waits.isAlive()) {
                Thread.onSpinWait();
              }
              synchronized (monitor) {
                told = true;
                monitor.notify();
              }
            });
    for (Thread thread : new Thread[] {first, second, tells, waits}) {
      thread.join(PATIENCE_MILLIS);
      assertFalse(thread.isAlive(), () -> "round " + round + ": a thread was never woken");
    }
  }

  /** Writers that lend the monitor in turn, and others that need it to go on: these get it. */
  @Test
  void lendersDoNotKeepTheMonitorAmongThemselves() throws Exception {
    for (int i = 0; i < ROUNDS; i++) {
      PayloadLock lock = new PayloadLock();
      CountDownLatch has = new CountDownLatch(1);
      CountDownLatch holds = new CountDownLatch(1);
      List<Thread> threads = new ArrayList<>();
      for (int writer = 0; writer < 3; writer++) {
        threads.add(start(() -> lock.write(() -> needsTheMonitor(lock, has, holds), monitor)));
      }
      has.await();
      for (int lender = 0; lender < 3; lender++) {
        threads.add(
            start(
                () -> {
                  synchronized (monitor) {
                    holds.countDown();
                    lock.write(() -> true, monitor);
                  }
                }));
      }
      for (Thread thread : threads) {
        thread.join(PATIENCE_MILLIS);
        assertFalse(thread.isAlive(), "round " + i + ": a thread still waits");
      }
    }
  }

  private boolean needsTheMonitor(PayloadLock lock, CountDownLatch has, CountDownLatch holds)
      throws IOException {
    lock.begun();
    has.countDown();
    await(holds);
    synchronized (monitor) {
      return true;
    }
  }

  private static void await(CountDownLatch latch) throws IOException {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  private static Thread start(Work work) {
    Thread thread =
        new Thread(
            () -> {
              try {
                work.run();
              } catch (Exception e) {
                throw new IllegalStateException(e);
              }
            });
    thread.setDaemon(true);
    thread.start();
    return thread;
  }
}
