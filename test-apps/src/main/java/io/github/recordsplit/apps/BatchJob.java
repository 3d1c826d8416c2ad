package io.github.recordsplit.apps;

import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLSocket;

/** A job that sends one request, and ends in one of many ways. */
public final class BatchJob {
  private static final int THREADS = 20;
  private static final int CHUNK = 1 << 16;
  private static final int STATUS = 3;

  /** Nobody gives it back. */
  private static final List<byte[]> HEAP = new ArrayList<>();

  private BatchJob() {}

  /**
   * A port of the loopback interface (0: no TLS), and how it ends: {@code return}, {@code exit},
   * {@code wait}, {@code full} or {@code halt}.
   */
  public static void main(String[] args) throws Exception {
    int port = Integer.parseInt(args[0]);
    if (port > 0) {
      SSLSocket socket = Lines.connect("localhost", port);
      Lines.send(socket, "job");
      socket.close();
    }
    System.out.println("done");
    end(args[1]);
  }

  private static void end(String how) throws InterruptedException {
    switch (how) {
      case "exit":
        for (int i = 0; i < THREADS; i++) {
          new Thread(() -> System.exit(STATUS)).start();
        }
        return;
      case "wait":
        Thread.sleep(Long.MAX_VALUE);
        return;
      case "full":
        while (true) {
          HEAP.add(new byte[HEAP.size() < 1 ? CHUNK : next()]);
        }
      case "halt":
        Runtime.getRuntime().halt(STATUS);
        return;
      default:
    }
  }

  /** Less and less, until not even that fits. */
  private static int next() {
    for (int size = CHUNK; size > 16; size /= 2) {
      try {
        HEAP.add(new byte[size]);
        return size;
      } catch (OutOfMemoryError e) {
        // Half of it, then.
      }
    }
    return CHUNK;
  }
}
