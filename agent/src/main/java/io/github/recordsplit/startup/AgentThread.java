package io.github.recordsplit.startup;

import io.github.recordsplit.control.AgentControl;
import io.github.recordsplit.control.requests.Pid;
import io.github.recordsplit.control.requests.RequestFolder;
import java.io.File;
import java.io.IOException;
import java.util.concurrent.locks.LockSupport;

/**
 * The agent's one thread: it looks for requests of the command line and for a changed rules file.
 *
 * <p>It is made in {@code premain} and started at the first TLS class. A thread keeps its maker's
 * thread group, thread locals and call stack: made later, it would pin whichever web application
 * used TLS first.
 */
public final class AgentThread extends Thread {
  /** How long a request waits at most; a changed rules file is in force after twice that. */
  private static final long PAUSE_NANOS = 250_000_000;

  private final long made = System.currentTimeMillis();
  private AgentControl agent;
  private File mailbox;
  private Telemetry telemetry;

  /** Makes the thread; nothing runs yet. */
  public AgentThread() {
    super("recordsplit");
    setDaemon(true);
    setContextClassLoader(null);
  }

  /**
   * Carries out what was asked for before the first TLS class, which on Linux is known from one
   * look, and goes on in its own thread.
   */
  public void watch(AgentControl managed) {
    agent = managed;
    try {
      File self = new File("/proc/self").getCanonicalFile();
      if (self.getName().charAt(0) <= '9') {
        mailbox = folder(self.getName());
        lookForRequests();
      }
    } catch (IOException | RuntimeException e) {
      agent.onFailure(e);
    }
    start();
  }

  /** Where requests for a process lie, as that process names its files and itself. */
  public static File folder(String pid) {
    // Not java.io.tmpdir, which an application may set to its own: HotSpot does the same.
    boolean unix = File.separatorChar == '/';
    return new File(unix ? "/tmp" : System.getProperty("java.io.tmpdir"), ".recordsplit-" + pid);
  }

  @Override
  public void run() {
    telemetry = new Telemetry(agent);
    while (true) {
      try {
        telemetry.look(); // at once, or the recorder misses the first connections
        look();
      } catch (Throwable t) {
        agent.onFailure(t);
      }
      LockSupport.parkNanos(PAUSE_NANOS);
      interrupted(); // the application cannot mean us: it ends, and so does this thread
    }
  }

  private void look() throws IOException {
    if (mailbox == null) {
      mailbox = folder(Pid.own());
    }
    lookForRequests();
    agent.steering().look();
    agent.log().look();
    if (agent.rehearsals() != null) {
      agent.rehearsals().look();
    }
  }

  private void lookForRequests() throws IOException {
    if (mailbox.exists()) {
      new RequestFolder(mailbox, made).serve(agent);
    }
  }
}
