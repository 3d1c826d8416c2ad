package io.github.recordsplit.startup;

import io.github.recordsplit.control.AgentControl;
import io.github.recordsplit.observe.status.StatusSnapshot;
import io.github.recordsplit.observe.status.StatusText;
import io.github.recordsplit.rules.Messages;
import java.io.File;

/**
 * What a JVM leaves behind in the folder of the option {@code report}: when it ends, what {@code
 * status --json} tells. One that has used no TLS leaves nothing. Its threads are made in {@code
 * premain}, where no application is on the stack that they would keep.
 */
final class LastReport implements Runnable {
  /** How long the JVM's end waits, in milliseconds: for the file, and for a word about it. */
  private static final long MOST = 90;

  private static final long REST = 10;

  /** For a heap that is full when the JVM ends. */
  private static final int RESERVE = 1 << 19;

  private final File folder;
  private final Thread writer = thread("recordsplit report", this);
  private AgentControl agent;
  private byte[] unusedReserve;
  private boolean ended;
  private boolean told;

  /** Has one left in a folder, which was looked at. */
  LastReport(File folder) {
    this.folder = folder;
    writer.setDaemon(true);
    try {
      Runtime.getRuntime().addShutdownHook(thread("recordsplit end", new End()));
    } catch (IllegalStateException | SecurityException e) {
      // The JVM ends already, or its policy grants the agent nothing.
    }
  }

  private static Thread thread(String name, Runnable task) {
    Thread thread = new Thread(task, name);
    thread.setContextClassLoader(null);
    return thread;
  }

  /** From now on there is something to report. */
  synchronized void of(AgentControl atWork) {
    agent = atWork;
    unusedReserve = new byte[RESERVE];
    writer.start();
  }

  private synchronized AgentControl agent() {
    return agent;
  }

  /** What costs time is done before the JVM ends: classes are loaded, and the folder is there. */
  @Override
  public void run() {
    AgentControl of = agent();
    ReportFolder prepared = null;
    try {
      String unused = json(of);
      prepared = new ReportFolder(folder);
    } catch (Throwable t) {
      // It is tried again, and told then.
    }
    awaitEnd();
    try {
      String json = json(of);
      (prepared == null ? new ReportFolder(folder) : prepared).leave(json);
    } catch (Throwable t) {
      tell(of, t);
    }
  }

  private static String json(AgentControl of) {
    return StatusText.json(of, new StatusSnapshot(of));
  }

  private synchronized void awaitEnd() {
    while (!ended) {
      try {
        wait();
      } catch (InterruptedException e) {
        // The application cannot mean us.
      }
    }
  }

  private void tell(AgentControl of, Throwable t) {
    try {
      tell(of, Messages.reason(t));
      boolean unused = of.log().flush();
    } catch (Throwable worse) {
      // Without memory even for that.
    }
  }

  /** Once: what comes later comes of the same. */
  private void tell(AgentControl of, String why) {
    synchronized (this) {
      if (told) {
        return;
      }
      told = true;
    }
    of.log().notice("no report was left in " + folder + ": " + why);
  }

  private synchronized void end() {
    unusedReserve = null;
    ended = true;
    notifyAll();
  }

  /** Waits for the other, which a folder that does not answer may keep. */
  private final class End implements Runnable {
    @Override
    public void run() {
      AgentControl of = agent();
      if (of == null) {
        return;
      }
      try {
        end();
        writer.join(MOST);
        if (writer.isAlive()) {
          tell(of, "it takes too long");
          writer.join(REST);
        }
      } catch (Throwable t) {
        // Interrupted, or without memory: the JVM ends all the same.
      }
    }
  }
}
