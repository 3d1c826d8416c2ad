package io.github.recordsplit.library.unknown;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * One payload at a time on one socket, also where the application writes with a monitor in its
 * hands that the TLS library takes inside of its writes. That is the other order of locks: without
 * care, the one who has this lock would wait for that monitor, and the one with the monitor for
 * this lock.
 */
final class PayloadLock {
  private static final int LOOK_MILLIS = 10;

  /** Writers alone take it, so that nothing that closes waits for one of them. */
  private final ReentrantLock lock = new ReentrantLock();

  /** Who has the lock, and whether the first record of what it writes is out. */
  private volatile Thread owner;

  private volatile boolean begun;

  /** Which of the monitors the library was seen to take, so that it is taken first; -1: none. */
  private volatile int inner = -1;

  /** What a payload does while it has the lock. */
  interface Payload {
    boolean write() throws IOException;
  }

  /** Whether the current thread is inside of {@link #write}. */
  boolean isMine() {
    return owner == Thread.currentThread();
  }

  /** The first record is out: nothing may come before the rest. */
  void begun() {
    begun = true;
  }

  /**
   * Writes a payload when it is its turn.
   *
   * @param monitors those that applications may have in their hands
   */
  boolean write(Payload payload, Object... monitors) throws IOException {
    if (inner < 0) {
      return writeAlone(payload, monitors);
    }
    synchronized (monitors[inner]) {
      return writeAlone(payload, monitors);
    }
  }

  private boolean writeAlone(Payload payload, Object... monitors) throws IOException {
    Thread before = null;
    if (!lock.tryLock()) {
      before = await(monitors);
    }
    owner = Thread.currentThread();
    try {
      return payload.write();
    } finally {
      begun = false;
      owner = before;
      if (before == null) {
        lock.unlock();
      }
    }
  }

  /**
   * Waits for the lock.
   *
   * @return null, or a thread that has it, but cannot begin before this one gave a monitor back: so
   *     this payload comes first, as without the agent
   */
  private Thread await(Object... monitors) {
    int mine = mine(monitors);
    if (mine < 0) {
      lock.lock();
      return null;
    }
    boolean interrupted = Thread.interrupted();
    int lent = 0;
    try {
      while (!lock.tryLock(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
        Thread other = owner;
        if (other != null && waitsForMe(other)) {
          inner = mine;
          if (!begun) {
            return other;
          }
          // It had the monitor when it began, so nothing was written under it since. Only waiting
          // gives one back.
          monitors[mine].wait(1);
          lent++;
        }
      }
      return null;
    } catch (InterruptedException e) {
      interrupted = true;
      return await(monitors);
    } finally {
      // Each wait may have taken what was to wake a thread of the application's: passed on. Not
      // before, for two that lend would wake each other, ahead of the one that they lend it to.
      for (; lent > 0; lent--) {
        monitors[mine].notify();
      }
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static int mine(Object... monitors) {
    for (int i = 0; i < monitors.length; i++) {
      if (Thread.holdsLock(monitors[i])) {
        return i;
      }
    }
    return -1;
  }

  /** Virtual threads are not told of: for them, that it waits for a monitor has to do. */
  private static boolean waitsForMe(Thread other) {
    if (other.getState() != Thread.State.BLOCKED) {
      return false;
    }
    try {
      ThreadInfo info = ManagementFactory.getThreadMXBean().getThreadInfo(other.getId());
      return info == null || info.getLockOwnerId() == Thread.currentThread().getId();
    } catch (LinkageError | RuntimeException e) {
      return true; // a runtime without java.management, or no permission
    }
  }
}
