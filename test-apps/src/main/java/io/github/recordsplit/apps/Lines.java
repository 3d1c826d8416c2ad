package io.github.recordsplit.apps;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.NoSuchAlgorithmException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/** Lines of 200 bytes over a TLS socket, each answered by that line reversed. */
public final class Lines {
  private static final int SIZE = 200;

  private Lines() {}

  /** Connects; names that no DNS knows are only told to TLS, as a client behind a tunnel does. */
  public static SSLSocket connect(String host, int port) throws IOException {
    try {
      SSLSocketFactory factory = SSLContext.getDefault().getSocketFactory();
      return (SSLSocket)
          (host.endsWith(".test")
              ? factory.createSocket(
                  new Socket(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port),
                  host,
                  port,
                  true)
              : factory.createSocket(host, port));
    } catch (NoSuchAlgorithmException e) {
      throw new IOException(e);
    }
  }

  /** Sends one line that starts with a word, in one write, and checks the reply. */
  public static void send(SSLSocket socket, String word) throws IOException {
    StringBuilder line = new StringBuilder(word).append(' ');
    while (line.length() < SIZE - 1) {
      line.append((char) ('a' + line.length() % 26));
    }
    String reversed = new StringBuilder(line).reverse().toString();
    socket
        .getOutputStream()
        .write(line.append('\n').toString().getBytes(StandardCharsets.US_ASCII));
    String reply = readLine(socket);
    if (!reversed.equals(reply)) {
      throw new IOException(word + ": wrong reply " + reply);
    }
  }

  /** One reply is all that is on its way, so a reader that reads ahead takes nothing more. */
  private static String readLine(SSLSocket socket) throws IOException {
    return new BufferedReader(
            new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))
        .readLine();
  }
}
