package io.github.recordsplit.apps;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/**
 * Servers that are given lines: some take what one read returns for one, and break in a way of
 * their own where that is none; the others read on.
 */
public final class Peers {
  private static final byte[] ANSWER = "250 OK\n".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] ERROR = "500 what?\n".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] GARBAGE = "\177\001\002 no TLS".getBytes(StandardCharsets.ISO_8859_1);

  /** What a server does. */
  enum Habit {
    // These break.
    CLOSES(true),
    RESETS(true),
    ERROR_ANSWER(true),
    HANGS(true),
    TALKS_GARBAGE(true),

    // These do not.
    NEVER_ANSWERS(false),
    ANSWERS_ONCE(false),
    IS_SLOW(false),
    GREETS(false),
    ANSWERS(false);

    final boolean breaks;

    Habit(boolean breaks) {
      this.breaks = breaks;
    }
  }

  private Peers() {}

  /** So many of each; prints habits and ports, and serves until stdin ends. */
  public static void main(String[] args) throws Exception {
    StringBuilder ports = new StringBuilder("peers");
    for (Habit habit : Habit.values()) {
      for (int i = 0; i < Integer.parseInt(args[0]); i++) {
        ports.append(' ').append(habit).append(':').append(listen(habit));
      }
    }
    System.out.println(ports);
    while (System.in.read() >= 0) {
      // Whoever started this ends it.
    }
    System.exit(0);
  }

  private static int listen(Habit habit) throws IOException {
    ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    ConnectionThread.start(
        "peer",
        () -> {
          while (true) {
            Socket accepted = listener.accept();
            ConnectionThread.start("peer", () -> serve(habit, accepted));
          }
        });
    return listener.getLocalPort();
  }

  private static void serve(Habit habit, Socket raw) throws Exception {
    raw.setTcpNoDelay(true);
    SSLSocket socket =
        (SSLSocket)
            SSLContext.getDefault().getSocketFactory().createSocket(raw, "localhost", 0, true);
    socket.setUseClientMode(false);
    socket.setSSLParameters(Kind.TLS_1_0_CBC.parameters());
    socket.startHandshake();
    OutputStream out = socket.getOutputStream();
    if (habit == Habit.GREETS) {
      out.write(ANSWER);
    }
    byte[] read = new byte[1000];
    InputStream in = socket.getInputStream();
    int length = 0;
    for (int n = in.read(read); n > 0; n = in.read(read, length, read.length - length)) {
      length += n;
      boolean whole = read[length - 1] == '\n';
      if (!whole && habit.breaks) {
        breaks(habit, socket, raw);
        return;
      }
      if (whole) {
        length = 0;
        if (!answer(habit, out)) {
          break;
        }
      }
    }
    socket.close();
  }

  /** Whether it goes on. */
  private static boolean answer(Habit habit, OutputStream out) throws Exception {
    if (habit == Habit.NEVER_ANSWERS) {
      return true;
    }
    if (habit == Habit.IS_SLOW) {
      Thread.sleep(Integer.getInteger("apps.slowMillis"));
    }
    out.write(ANSWER);
    return habit != Habit.ANSWERS_ONCE;
  }

  private static void breaks(Habit habit, SSLSocket socket, Socket raw) throws Exception {
    switch (habit) {
      case RESETS:
        raw.setSoLinger(true, 0);
        raw.close();
        return;
      case ERROR_ANSWER:
        socket.getOutputStream().write(ERROR);
        break;
      case HANGS:
        while (socket.getInputStream().read() >= 0) {
          // It waits for the end of what it takes for a line.
        }
        break;
      case TALKS_GARBAGE:
        raw.getOutputStream().write(GARBAGE);
        raw.getOutputStream().flush();
        Thread.sleep(10);
        break;
      default:
        break;
    }
    socket.close();
  }
}
