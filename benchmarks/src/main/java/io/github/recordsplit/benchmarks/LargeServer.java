package io.github.recordsplit.benchmarks;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** A server without TLS that loads 10,000 classes, answers one request of its own, and ends. */
public final class LargeServer {
  static final int CLASSES = 10_000;

  private static final int PER_PACKAGE = 100;

  private LargeServer() {}

  public static void main(String[] args) throws ReflectiveOperationException, IOException {
    for (int i = 0; i < CLASSES; i++) {
      Class.forName(className(i)).getConstructor().newInstance();
    }
    InetAddress here = InetAddress.getLoopbackAddress();
    try (ServerSocket server = new ServerSocket(0, 1, here);
        Socket client = new Socket(here, server.getLocalPort());
        Socket accepted = server.accept()) {
      accepted.getOutputStream().write('!');
      if (client.getInputStream().read() != '!') {
        throw new IOException("no answer");
      }
    }
    Memory.tell();
  }

  static String className(int i) {
    return "com.acme.server.part" + i / PER_PACKAGE + ".Bean" + i;
  }
}
