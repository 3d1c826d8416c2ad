package io.github.recordsplit.apps.receivers;

import io.github.recordsplit.apps.ConnectionThread;
import java.io.IOException;
import java.net.InetAddress;
import java.util.Arrays;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;

/** A server of each kind on TLS 1.0 with CBC, until stdin ends; prints their ports. */
public final class Receivers {
  private static final int LARGEST = 1 << 14;

  private Receivers() {}

  public static void main(String[] args) throws Exception {
    StringBuilder ports = new StringBuilder("ports");
    for (Receiver receiver : Receiver.values()) {
      SSLServerSocket listener = listen();
      ports.append(' ').append(listener.getLocalPort());
      ConnectionThread.start("receiver", () -> accept(listener, receiver));
    }
    System.out.println(ports);
    while (System.in.read() >= 0) {
      // Whoever started this ends it.
    }
  }

  private static SSLServerSocket listen() throws Exception {
    SSLServerSocket listener =
        (SSLServerSocket)
            SSLContext.getDefault()
                .getServerSocketFactory()
                .createServerSocket(0, 50, InetAddress.getLoopbackAddress());
    listener.setSSLParameters(
        new SSLParameters(new String[] {"TLS_RSA_WITH_AES_128_CBC_SHA"}, new String[] {"TLSv1"}));
    return listener;
  }

  private static void accept(SSLServerSocket listener, Receiver receiver) throws IOException {
    while (true) {
      SSLSocket socket = (SSLSocket) listener.accept();
      ConnectionThread.start("receiver", () -> serve(socket, receiver));
    }
  }

  /** One read, one message: right on any connection whose sender does not split. */
  private static void serve(SSLSocket socket, Receiver receiver) throws IOException {
    try (SSLSocket open = socket) {
      byte[] buffer = new byte[LARGEST];
      for (int n = open.getInputStream().read(buffer);
          n >= 0;
          n = open.getInputStream().read(buffer)) {
        open.getOutputStream().write(receiver.answer(Arrays.copyOf(buffer, n)));
      }
    }
  }
}
