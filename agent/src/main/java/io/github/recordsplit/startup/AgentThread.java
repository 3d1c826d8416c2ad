package io.github.recordsplit.startup;

import java.util.concurrent.locks.LockSupport;

/**
 * The agent's thread: it looks for requests of the command line, and after all else that is due.
 *
 * <p>It is made in {@code premain} and started at the first TLS class. A thread keeps its maker's
 * thread group, thread locals and call stack: made later, it would pin whichever web application
 * used TLS first. For the same reason it makes its own successor, should it ever end.
 */
final class AgentThread extends Thread {
  /** How long a request waits at most; a changed rules file is in force after twice that. */
  private static final long PAUSE_NANOS = 250_000_000;

  /** While a client reads an answer in pieces. */
  private static final long SHORT_PAUSE_NANOS = 1_000_000;

  private final AgentTasks tasks;
  private volatile AgentThread successor;
  private volatile boolean gone;

  /** Makes the thread; nothing runs yet. */
  AgentThread(AgentTasks tasks) {
    super("recordsplit");
    this.tasks = tasks;
    setDaemon(true);
    setContextClassLoader(null);
  }

  /** Whether it ran and does not any more. */
  boolean isGone() {
    return gone;
  }

  /** Returns the thread that runs in place of this one, which is gone. */
  AgentThread replaced() {
    AgentThread next = successor == null ? new AgentThread(tasks) : successor;
    next.start();
    return next;
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
      if (successor == null) {
        successor = new AgentThread(tasks);
      }
      tasks.round();
    } catch (Throwable t) {
      // Each task has told its own; this is an error within that, and goes on being counted.
      tasks.lost();
    }
    LockSupport.parkNanos(tasks.isTalking() ? SHORT_PAUSE_NANOS : PAUSE_NANOS);
    interrupted(); // the application cannot mean us: it ends, and so does this thread
  }
}
