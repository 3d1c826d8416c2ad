package io.github.recordsplit.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.security.GeneralSecurityException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;

/** A client, and a server that sends everything back, over loopback. */
final class Pair {
  private static final int PAYLOAD = 200;

  private final End client;
  private final byte[] payload = new byte[PAYLOAD];

  private Pair(End client) {
    this.client = client;
  }

  static Pair connect(Shape shape, boolean nagle) throws IOException, GeneralSecurityException {
    SSLContext context = SSLContext.getDefault();
    InetAddress here = InetAddress.getLoopbackAddress();
    try (ServerSocket server =
        shape == Shape.PLAIN
            ? context.getServerSocketFactory().createServerSocket(0, 1, here)
            : new HoldingServer(here)) {
      Thread thread = new Thread(() -> echo(accept(context, server, shape, nagle)));
      thread.setDaemon(true);
      thread.start();
      int port = server.getLocalPort();
      Pair pair = new Pair(open(context, here, port, shape, nagle));
      pair.trip();
      return pair;
    }
  }

  /** Sends a payload and waits for it to come back. */
  void trip() throws IOException {
    client.write(payload);
    client.read(payload);
  }

  private static End open(
      SSLContext context, InetAddress here, int port, Shape shape, boolean nagle)
      throws IOException {
    SSLSocket socket;
    HoldingSocket transport = null;
    if (shape == Shape.PLAIN) {
      socket = (SSLSocket) context.getSocketFactory().createSocket(here, port);
    } else {
      transport = new HoldingSocket();
      transport.connect(new InetSocketAddress(here, port));
      socket = layer(context, transport);
    }
    return end(socket, transport, shape, nagle);
  }

  private static End accept(SSLContext context, ServerSocket server, Shape shape, boolean nagle) {
    try {
      if (server instanceof SSLServerSocket tlsServer) {
        tlsServer.setEnabledProtocols(Tls.PROTOCOL);
        tlsServer.setEnabledCipherSuites(Tls.SUITE);
        return end((SSLSocket) tlsServer.accept(), null, shape, nagle);
      }
      HoldingSocket transport = (HoldingSocket) server.accept();
      SSLSocket socket = layer(context, transport);
      socket.setUseClientMode(false);
      return end(socket, transport, shape, nagle);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static SSLSocket layer(SSLContext context, Socket transport) throws IOException {
    String host = transport.getInetAddress().getHostAddress();
    return (SSLSocket)
        context.getSocketFactory().createSocket(transport, host, transport.getPort(), true);
  }

  private static End end(SSLSocket socket, HoldingSocket transport, Shape shape, boolean nagle)
      throws IOException {
    socket.setEnabledProtocols(Tls.PROTOCOL);
    socket.setEnabledCipherSuites(Tls.SUITE);
    socket.setTcpNoDelay(!nagle);
    return new End(socket, shape == Shape.BY_HAND ? transport : null);
  }

  private static void echo(End server) {
    byte[] bytes = new byte[PAYLOAD];
    try {
      while (true) {
        server.read(bytes);
        server.write(bytes);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static final class HoldingServer extends ServerSocket {
    HoldingServer(InetAddress here) throws IOException {
      super(0, 1, here);
    }

    @Override
    public Socket accept() throws IOException {
      HoldingSocket socket = new HoldingSocket();
      implAccept(socket);
      return socket;
    }
  }
}
