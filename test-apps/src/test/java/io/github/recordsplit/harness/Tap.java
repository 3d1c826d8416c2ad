package io.github.recordsplit.harness;

import io.github.recordsplit.apps.ConnectionThread;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/**
 * A place between clients and a server of anybody's: it hands on every byte as it comes, and notes
 * the records of both directions. It has no key.
 */
public final class Tap implements AutoCloseable {
  private static final int PATIENCE_SECONDS = 60;

  private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final CompletableFuture<Integer> server = new CompletableFuture<>();
  private final List<TappedConnection> connections = new CopyOnWriteArrayList<>();

  public Tap() throws IOException {
    ConnectionThread.start("tap", this::accept);
  }

  public int port() {
    return listener.getLocalPort();
  }

  /** Clients that come earlier wait for this. */
  public void leadTo(int port) {
    server.complete(port);
  }

  /** All connections so far on which the server spoke TLS, once they have ended. */
  public List<TappedConnection> connections() {
    for (TappedConnection connection : connections) {
      connection.awaitEnd(PATIENCE_SECONDS);
    }
    return connections.stream().filter(TappedConnection::isTls).toList();
  }

  @Override
  public void close() throws IOException {
    listener.close();
  }

  private void accept() throws IOException {
    while (true) {
      Socket client = listener.accept();
      ConnectionThread.start("tap", () -> connect(client));
    }
  }

  private void connect(Socket client) throws IOException {
    try (client;
        Socket toServer = new Socket(InetAddress.getLoopbackAddress(), port(server))) {
      client.setTcpNoDelay(true);
      toServer.setTcpNoDelay(true);
      TappedConnection connection = new TappedConnection();
      connections.add(connection);
      Thread back = ConnectionThread.start("tap", () -> pass(toServer, client, connection, false));
      pass(client, toServer, connection, true);
      back.join();
      connection.end();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void pass(
      Socket from, Socket to, TappedConnection connection, boolean fromClient) {
    byte[] chunk = new byte[1 << 16];
    try {
      InputStream in = from.getInputStream();
      for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
        connection.add(fromClient, chunk, n);
        to.getOutputStream().write(chunk, 0, n);
      }
      to.shutdownOutput();
    } catch (IOException gone) {
      closeBoth(from, to);
    }
  }

  private static void closeBoth(Socket from, Socket to) {
    try (from;
        to) {
      connectionIsOver();
    } catch (IOException ignored) {
      connectionIsOver();
    }
  }

  private static void connectionIsOver() {}

  private static int port(CompletableFuture<Integer> server) throws IOException {
    try {
      return server.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new IOException(e);
    }
  }
}
