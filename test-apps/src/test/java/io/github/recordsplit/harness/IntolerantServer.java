package io.github.recordsplit.harness;

import io.github.recordsplit.apps.ConnectionThread;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Stands in front of a TLS 1.0 server and refuses each ClientHello that offers more, as version
 * intolerant servers did: with an alert, or by closing.
 */
public final class IntolerantServer implements AutoCloseable {
  private static final int TLS_1_0 = 0x0301;
  private static final byte[] PROTOCOL_VERSION = {21, 3, 1, 0, 2, 2, 70};

  private final ServerSocket listener;
  private final int behind;
  private final boolean alerts;
  private final AtomicInteger connections = new AtomicInteger();

  private IntolerantServer(int behind, boolean alerts) throws IOException {
    this.listener = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    this.behind = behind;
    this.alerts = alerts;
  }

  /** A server on a free port; {@code behind} is the port of the TLS 1.0 server. */
  public static IntolerantServer start(int behind, boolean alerts) throws IOException {
    IntolerantServer server = new IntolerantServer(behind, alerts);
    ConnectionThread.start("intolerant server", server::accept);
    return server;
  }

  public int port() {
    return listener.getLocalPort();
  }

  /** How often somebody tried. */
  public int connections() {
    return connections.get();
  }

  private void accept() throws IOException {
    while (true) {
      Socket socket = listener.accept();
      connections.incrementAndGet();
      ConnectionThread.start("intolerant server", () -> serve(socket));
    }
  }

  private void serve(Socket socket) throws IOException {
    DataInputStream in = new DataInputStream(socket.getInputStream());
    byte[] header = new byte[5];
    in.readFully(header);
    byte[] hello = new byte[bits16(header, 3)];
    in.readFully(hello);
    if (bits16(hello, 4) > TLS_1_0) {
      if (alerts) {
        socket.getOutputStream().write(PROTOCOL_VERSION);
      }
      socket.close();
      return;
    }
    Socket server = new Socket(InetAddress.getLoopbackAddress(), behind);
    server.getOutputStream().write(header);
    server.getOutputStream().write(hello);
    ConnectionThread.start(
        "intolerant server", () -> copy(server.getInputStream(), socket.getOutputStream()));
    copy(in, server.getOutputStream());
  }

  private static int bits16(byte[] bytes, int at) {
    return ((bytes[at] & 0xff) << 8) | (bytes[at + 1] & 0xff);
  }

  private static void copy(InputStream from, OutputStream to) throws IOException {
    from.transferTo(to);
    to.close();
  }

  @Override
  public void close() throws IOException {
    listener.close();
  }
}
