package io.github.recordsplit.neighbours;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.recordsplit.harness.Target;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A folder for what an agent leaves, and a port: where it serves, or where what it sends is
 * received.
 */
final class House implements AutoCloseable {
  private final Path folder;
  private final int port;
  private final HttpServer intake;
  private final List<String> received = new CopyOnWriteArrayList<>();

  House(Neighbour neighbour, String run) throws IOException {
    folder = Target.file("neighbours/" + neighbour + "/" + run + "/any").getParent();
    InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    boolean sends = neighbour == Neighbour.ELASTIC;
    intake = sends ? HttpServer.create(any, 0) : null;
    port = sends ? intake.getAddress().getPort() : freePort();
    if (sends) {
      intake.createContext("/", this::receive);
      intake.start();
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  int port() {
    return port;
  }

  Path folder() {
    return folder;
  }

  /** One of a name, which a former run did not leave. */
  Path file(String name) {
    try {
      Files.deleteIfExists(folder.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return folder.resolve(name);
  }

  /** The lines that were sent here. */
  List<String> received() {
    return List.copyOf(received);
  }

  private void receive(HttpExchange exchange) throws IOException {
    if (exchange.getRequestMethod().equals("POST")) {
      lines(exchange.getRequestBody());
    }
    byte[] about = "{\"version\":\"8.0.0\"}".getBytes(UTF_8);
    exchange.sendResponseHeaders(200, about.length);
    exchange.getResponseBody().write(about);
    exchange.close();
  }

  private void lines(InputStream in) throws IOException {
    BufferedReader reader = new BufferedReader(new InputStreamReader(in, UTF_8));
    for (String line = reader.readLine(); line != null; line = reader.readLine()) {
      received.add(line);
    }
  }

  @Override
  public void close() {
    if (intake != null) {
      intake.stop(0);
    }
  }
}
