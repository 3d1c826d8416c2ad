package io.github.recordsplit.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.util.Arrays;
import javax.net.SocketFactory;
import javax.net.ssl.SSLSocketFactory;

/**
 * A client of an old request and reply protocol: one line there, one line back, on an {@code
 * SSLSocket} as Java makes it, with Nagle's algorithm on.
 *
 * <p>Arguments: ports on 127.0.0.1.
 */
public final class SocketClient {
  private static final int LINE = 200;

  private SocketClient() {}

  public static void main(String[] args) throws IOException {
    int[] ports = RequestLoop.portsOf(args);
    RequestLoop loop = new RequestLoop();
    SocketFactory factory = SSLSocketFactory.getDefault();
    for (int port : ports) {
      Socket socket = factory.createSocket("127.0.0.1", port);
      byte[] request = line();
      loop.add(() -> exchange(socket, request));
    }
    loop.run();
  }

  /** The request, and the server's reply too. */
  static byte[] line() {
    byte[] line = new byte[LINE];
    Arrays.fill(line, (byte) 'x');
    line[LINE - 1] = '\n';
    return line;
  }

  private static void exchange(Socket socket, byte[] request) throws IOException {
    OutputStream out = socket.getOutputStream();
    out.write(request);
    out.flush();
    readLine(socket.getInputStream());
  }

  /** Whether there was a line. */
  static boolean readLine(InputStream in) throws IOException {
    byte[] buffer = new byte[LINE];
    for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
      if (n > 0 && buffer[n - 1] == '\n') {
        return true;
      }
    }
    return false;
  }
}
