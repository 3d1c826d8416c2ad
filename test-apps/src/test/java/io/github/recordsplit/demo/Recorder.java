package io.github.recordsplit.demo;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;

/** A TLS server that notes each request's records as they came: the bytes of each, in order. */
final class Recorder implements AutoCloseable {
  private final SSLContext context;
  private final ServerSocket server;
  private final List<List<Integer>> requests = new CopyOnWriteArrayList<>();

  Recorder(SSLContext context) throws IOException {
    this.context = context;
    server = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
    Server.daemon(this::accept).start();
  }

  int port() {
    return server.getLocalPort();
  }

  List<List<Integer>> requests() {
    return requests;
  }

  private void accept() {
    while (!server.isClosed()) {
      try (Socket socket = server.accept()) {
        new RecordingConnection(context, socket, requests).serve();
      } catch (IOException e) {
        if (!server.isClosed()) {
          System.err.println("demo: the recording server: " + e);
        }
      }
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
