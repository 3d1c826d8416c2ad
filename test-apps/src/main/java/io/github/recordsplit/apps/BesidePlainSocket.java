package io.github.recordsplit.apps;

import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * Runs another program, and does its own request over a plain {@code SSLSocket} before and after.
 */
public final class BesidePlainSocket {
  private BesidePlainSocket() {}

  /** The port of a server of lines, the other program's main class, and its arguments. */
  public static void main(String[] args) throws Exception {
    int port = Integer.parseInt(args[0]);
    String[] others = Arrays.copyOfRange(args, 2, args.length);
    exchange(port);
    Class.forName(args[1]).getMethod("main", String[].class).invoke(null, (Object) others);
    exchange(port);
    // Clients' pools have threads that outlive them.
    System.out.flush();
    System.exit(0);
  }

  private static void exchange(int port) throws Exception {
    try (SSLSocket socket =
        (SSLSocket) SSLSocketFactory.getDefault().createSocket("localhost", port)) {
      OutputStream out = socket.getOutputStream();
      out.write("plain socket\n".getBytes(StandardCharsets.US_ASCII));
      while (socket.getInputStream().read() != '\n') {
        // The answer is a line.
      }
    }
  }
}
