package io.github.recordsplit.harness;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLHandshakeException;

/** A TLS server in the test's own JVM that keeps each request with the records it came in. */
public final class RecordServer implements AutoCloseable {
  private final Tls tls;
  private final Protocol protocol;
  private final ServerSocket listener;
  private final List<Message> requests = new ArrayList<>();
  private final List<Throwable> failures = new ArrayList<>();
  private boolean refuses;
  private int connections;

  private RecordServer(Tls tls, Protocol protocol) throws IOException {
    this.tls = tls;
    this.protocol = protocol;
    listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  }

  /** A server on a free port of the loopback interface. */
  public static RecordServer start(Tls tls, Protocol protocol) throws IOException {
    RecordServer server = new RecordServer(tls, protocol);
    startThread(server::accept);
    return server;
  }

  /** For clients that are let down on purpose: a handshake that fails is no failure of the test. */
  public synchronized RecordServer refusing() {
    refuses = true;
    return this;
  }

  public int port() {
    return listener.getLocalPort();
  }

  public synchronized int connections() {
    return connections;
  }

  /** All requests so far, in the order of their arrival. */
  public synchronized List<Message> requests() {
    if (!failures.isEmpty()) {
      throw new AssertionError("a connection failed", failures.get(0));
    }
    return List.copyOf(requests);
  }

  /** Forgets the requests so far, of which long runs have too many. */
  public synchronized void forget() {
    requests.clear();
  }

  /** The records of each request, by the requests' first words. */
  public Map<String, List<List<Integer>>> recordsByLabel() {
    Map<String, List<List<Integer>>> records = new LinkedHashMap<>();
    for (Message request : requests()) {
      records.computeIfAbsent(request.label(), l -> new ArrayList<>()).add(request.records());
    }
    return records;
  }

  @Override
  public void close() throws IOException {
    listener.close();
  }

  private void accept() {
    try {
      while (true) {
        Socket socket = listener.accept();
        startThread(() -> serve(socket));
      }
    } catch (IOException closed) {
      // The test is over.
    }
  }

  private void serve(Socket socket) {
    try (RecordChannel channel = open(socket)) {
      connected();
      Message request = Message.read(channel, protocol);
      while (request != null) {
        received(request);
        channel.write(protocol.reply(request.bytes()));
        request = Message.read(channel, protocol);
      }
    } catch (IOException | RuntimeException e) {
      failed(e);
    }
  }

  private RecordChannel open(Socket socket) throws IOException {
    protocol.startTls(socket);
    return new RecordChannel(socket, tls.server());
  }

  private synchronized void connected() {
    connections++;
  }

  private synchronized void received(Message request) {
    requests.add(request);
  }

  private synchronized void failed(Throwable t) {
    if (refuses && t instanceof SSLHandshakeException) {
      return;
    }
    // Printed too: when the application fails first, this is what tells why.
    System.out.println("record server: " + t);
    failures.add(t);
  }

  private static void startThread(Runnable work) {
    Thread thread = new Thread(work, "record server");
    thread.setDaemon(true);
    thread.start();
  }
}
