package io.github.recordsplit.apps.billing;

import io.github.recordsplit.apps.Lines;
import java.io.IOException;
import java.util.concurrent.Callable;
import javax.net.ssl.SSLSocket;

/** One of two clients in one application; rules tell them apart by their class. */
public final class Client {
  private Client() {}

  public static SSLSocket open(String host, int port) throws IOException {
    return Lines.connect(host, port);
  }

  public static void send(SSLSocket socket, String word) throws IOException {
    Lines.send(socket, word);
  }

  /** Opens a connection later, when no method of this class is running. */
  public static Callable<SSLSocket> opener(String host, int port) {
    return () -> Lines.connect(host, port);
  }

  /** A class within it. */
  public static final class Nested {
    private Nested() {}

    public static SSLSocket open(String host, int port) throws IOException {
      return Lines.connect(host, port);
    }
  }
}
