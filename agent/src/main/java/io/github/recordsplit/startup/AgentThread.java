package io.github.recordsplit.startup;

import java.util.concurrent.locks.LockSupport;

/**
 * The agent's thread: it looks for requests of the command line, and after all else that is due.
 * Should it ever end, the next payload starts another.
 */
final class AgentThread implements Runnable {
  /** How long a request waits at most; a changed rules file is in force after twice that. */
  private static final long PAUSE_NANOS = 250_000_000;

  /** While a client reads an answer in pieces. */
  private static final long SHORT_PAUSE_NANOS = 1_000_000;

  private final AgentTasks tasks;
  private volatile boolean gone;

  AgentThread(AgentTasks tasks) {
    this.tasks = tasks;
  }

  /** Whether it ran and does not any more. */
  boolean isGone() {
    return gone;
  }

  @Override
  public void run() {
    try {
      while (true) {
        round();
      }
    } finally {
      gone = true; // which no lack of memory keeps us from
    }
  }

  private void round() {
    try {
      tasks.round();
    } catch (Throwable t) {
      tasks.lost(); // each task has told its own; this is an error within that
    }
    LockSupport.parkNanos(tasks.isTalking() ? SHORT_PAUSE_NANOS : PAUSE_NANOS);
    Thread.interrupted(); // the application cannot mean us: it ends, and so does this thread
  }
}
