package io.github.recordsplit.startup;

import io.github.recordsplit.control.AgentControl;
import io.github.recordsplit.control.RulesReader;
import java.util.concurrent.ThreadFactory;

/**
 * Looks after the files that others may change, the rules and the agent's own jar. A file system
 * that is gone may keep it for ever, and nothing but it.
 */
final class FilesThread implements Runnable, RulesReader {
  private static final long PAUSE_MILLIS = 250;

  /** Looks at the rules for one at the jar. */
  private static final int LOOKS = 4;

  private static final long STUCK_NANOS = 3_000_000_000L;

  private final AgentControl agent;
  private volatile Thread thread;
  private volatile long busySince;
  private volatile boolean busy;
  private volatile boolean stuckTold;
  private volatile String jarOnDisk;
  private long asked;
  private long done;

  FilesThread(AgentControl agent) {
    this.agent = agent;
  }

  void start(ThreadFactory threads) {
    thread = threads.newThread(this);
    thread.setName("recordsplit files");
    thread.start();
  }

  boolean hasStarted() {
    return thread != null;
  }

  boolean isAlive() {
    return thread != null && thread.isAlive();
  }

  String jarOnDisk() {
    return jarOnDisk;
  }

  @Override
  public boolean isStuck() {
    return busy && System.nanoTime() - busySince > STUCK_NANOS;
  }

  /** Says it once for each time. */
  void tellIfStuck() {
    boolean stuck = isStuck();
    if (stuck && !stuckTold && agent.rulesFile() != null) {
      stuckTold = true;
      agent
          .log()
          .notice(
              "the file system of the rules file "
                  + agent.rulesFile()
                  + " does not answer; the last good rules stay in force");
    } else if (!stuck) {
      stuckTold = false;
    }
  }

  @Override
  public synchronized void readNow(long millis) {
    if (!isAlive() || isStuck()) {
      return;
    }
    long wanted = ++asked;
    notifyAll();
    long until = System.nanoTime() + millis * 1_000_000;
    try {
      for (long left = millis; done < wanted && left > 0; ) {
        wait(left);
        left = (until - System.nanoTime()) / 1_000_000;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  @SuppressWarnings("InfiniteLoopStatement")
  public void run() {
    for (int look = 0; true; look++) {
      try {
        look(look % LOOKS == 0);
        rest();
      } catch (InterruptedException e) {
        // The application cannot mean us.
      } catch (Throwable t) {
        tell(t);
      }
    }
  }

  private void tell(Throwable t) {
    try {
      agent.onFailure(t);
      Thread.sleep(PAUSE_MILLIS);
    } catch (Throwable worse) {
      // Without memory: the next look may have some.
    }
  }

  private void look(boolean atJar) {
    long now;
    synchronized (this) {
      now = asked;
    }
    busySince = System.nanoTime();
    busy = true;
    try {
      if (now == done) {
        agent.steering().look();
      } else {
        agent.steering().readNow();
      }
      if (atJar) {
        jarOnDisk = JarOnDisk.other();
      }
    } finally {
      busy = false;
      answer(now);
    }
  }

  private synchronized void answer(long number) {
    done = number;
    notifyAll();
  }

  private synchronized void rest() throws InterruptedException {
    long since = System.nanoTime();
    for (long left = PAUSE_MILLIS; asked == done && left > 0; ) {
      wait(left);
      left = PAUSE_MILLIS - (System.nanoTime() - since) / 1_000_000;
    }
  }
}
