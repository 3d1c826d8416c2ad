package io.github.recordsplit.apps;

import java.io.IOException;

/** Serves a connection, or listens for some, as long as they are there. */
public final class ConnectionThread {
  private ConnectionThread() {}

  /** What is done. */
  public interface Work {
    /** Does it; an {@link IOException} is the end of its connection, which the other end sees. */
    void run() throws Exception;
  }

  /** Does it beside the caller, in a daemon thread of a name; the JVM may end meanwhile. */
  public static Thread start(String name, Work work) {
    Thread thread =
        new Thread(
            () -> {
              try {
                work.run();
              } catch (IOException over) {
                // The other end tells.
              } catch (Exception e) {
                throw new IllegalStateException(e);
              }
            },
            name);
    thread.setDaemon(true);
    thread.start();
    return thread;
  }
}
