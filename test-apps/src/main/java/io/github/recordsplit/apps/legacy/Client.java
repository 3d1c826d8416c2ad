package io.github.recordsplit.apps.legacy;

import io.github.recordsplit.apps.Lines;
import java.io.IOException;
import javax.net.ssl.SSLSocket;

/** The other of two clients in one application. */
public final class Client {
  private Client() {}

  public static SSLSocket open(String host, int port) throws IOException {
    return Lines.connect(host, port);
  }

  public static void send(SSLSocket socket, String word) throws IOException {
    Lines.send(socket, word);
  }
}
