package io.github.recordsplit.apps;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;

/** Answers each line with that line reversed, in one write, for one connection. */
public final class LineServer {
  private LineServer() {}

  /** The kind of connection; the port that it chose is its first line of output. */
  public static void main(String[] args) throws Exception {
    try (SSLServerSocket listener =
        (SSLServerSocket)
            SSLContext.getDefault()
                .getServerSocketFactory()
                .createServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      listener.setSSLParameters(Kind.of(args[0]).parameters());
      System.out.println("port " + listener.getLocalPort());
      try (SSLSocket socket = (SSLSocket) listener.accept()) {
        serve(socket);
      }
    }
  }

  private static void serve(SSLSocket socket) throws Exception {
    BufferedReader in =
        new BufferedReader(
            new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
    OutputStream out = socket.getOutputStream();
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      String reply = new StringBuilder(line).reverse().append('\n').toString();
      out.write(reply.getBytes(StandardCharsets.US_ASCII));
    }
  }
}
