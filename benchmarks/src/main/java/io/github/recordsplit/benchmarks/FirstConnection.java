package io.github.recordsplit.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLServerSocket;

/** A program that sends one payload on its first engine, and one on its first socket. */
public final class FirstConnection {
  private static final int ROOM = 1 << 15;

  private FirstConnection() {}

  public static void main(String[] args) throws Exception {
    engine();
    socket();
    Memory.tell();
  }

  private static void engine() throws GeneralSecurityException, SSLException {
    SSLEngine client = SSLContext.getDefault().createSSLEngine("localhost", 1);
    SSLEngine server = SSLContext.getDefault().createSSLEngine();
    client.setUseClientMode(true);
    server.setUseClientMode(false);
    for (SSLEngine engine : new SSLEngine[] {client, server}) {
      engine.setEnabledProtocols(Tls.PROTOCOL);
      engine.setEnabledCipherSuites(Tls.SUITE);
    }
    while (client.getHandshakeStatus() != HandshakeStatus.NOT_HANDSHAKING
        || client.getSession().getId().length == 0) {
      move(client, server);
      move(server, client);
    }
    move(client, server);
  }

  /** Sends whatever there is to say, and 200 bytes once the handshake is done. */
  private static void move(SSLEngine from, SSLEngine to) throws SSLException {
    ByteBuffer wire = ByteBuffer.allocate(ROOM);
    runTasks(from);
    do {
      from.wrap(ByteBuffer.allocate(200), wire);
      runTasks(from);
    } while (from.getHandshakeStatus() == HandshakeStatus.NEED_WRAP);
    wire.flip();
    while (wire.hasRemaining() && to.getHandshakeStatus() != HandshakeStatus.NEED_WRAP) {
      to.unwrap(wire, ByteBuffer.allocate(ROOM));
      runTasks(to);
    }
  }

  private static void runTasks(SSLEngine engine) {
    for (Runnable task = engine.getDelegatedTask();
        task != null;
        task = engine.getDelegatedTask()) {
      task.run();
    }
  }

  private static void socket() throws IOException, GeneralSecurityException, InterruptedException {
    SSLContext context = SSLContext.getDefault();
    InetAddress here = InetAddress.getLoopbackAddress();
    try (SSLServerSocket server =
        (SSLServerSocket) context.getServerSocketFactory().createServerSocket(0, 0, here)) {
      server.setEnabledProtocols(Tls.PROTOCOL);
      server.setEnabledCipherSuites(Tls.SUITE);
      Thread thread = new Thread(() -> serve(server));
      thread.start();
      try (Socket socket = context.getSocketFactory().createSocket(here, server.getLocalPort())) {
        socket.getOutputStream().write(new byte[200]);
        socket.getInputStream().readNBytes(200);
      }
      thread.join();
    }
  }

  private static void serve(SSLServerSocket server) {
    try (Socket socket = server.accept()) {
      socket.getOutputStream().write(socket.getInputStream().readNBytes(200));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
