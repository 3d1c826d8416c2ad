package io.github.recordsplit.apps;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;

/**
 * Answers each line with that line reversed, in one write, on each connection; of the library that
 * {@link UnderTest} has.
 */
public final class ReversingServer {
  private ReversingServer() {}

  /** The kind of connection; the port that it chose is its first line of output. */
  public static void main(String[] args) throws Exception {
    SSLServerSocket listener =
        (SSLServerSocket)
            UnderTest.context()
                .getServerSocketFactory()
                .createServerSocket(0, 50, InetAddress.getLoopbackAddress());
    listener.setSSLParameters(Kind.of(args[0]).parameters());
    System.out.println("port " + listener.getLocalPort());
    while (true) {
      SSLSocket socket = (SSLSocket) listener.accept();
      new Thread(() -> serve(socket)).start();
    }
  }

  private static void serve(SSLSocket socket) {
    try (SSLSocket open = socket) {
      BufferedReader in =
          new BufferedReader(
              new InputStreamReader(open.getInputStream(), StandardCharsets.US_ASCII));
      OutputStream out = open.getOutputStream();
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        String reply = new StringBuilder(line).reverse().append('\n').toString();
        out.write(reply.getBytes(StandardCharsets.US_ASCII));
      }
    } catch (IOException gone) {
      // That client is gone.
    }
  }
}
