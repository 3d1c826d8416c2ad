package io.github.recordsplit.apps;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;

/**
 * Eight threads write until stdin ends: four on one socket, four on an engine each. Every payload
 * is numbered, and its receiver knows when one is missing, twice there, or mixed with another.
 */
public final class Load {
  private static final int WRITERS = 4;
  private static final int HEADER = 6;
  private static final int LARGEST = 20000;

  private final SSLContext context = SSLContext.getDefault();
  private final int[] next = new int[WRITERS];
  private volatile boolean stopped;

  private Load() throws Exception {}

  public static void main(String[] args) throws Exception {
    ExecutorService threads = Executors.newCachedThreadPool();
    try {
      new Load().run(threads);
    } finally {
      threads.shutdownNow();
    }
  }

  private void run(ExecutorService threads) throws Exception {
    try (SSLServerSocket listener =
        (SSLServerSocket)
            context
                .getServerSocketFactory()
                .createServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      listener.setSSLParameters(Kind.TLS_1_0_CBC.parameters());
      Future<Integer> received = threads.submit(() -> receive(listener));
      List<Future<Integer>> byEngine = writers(threads, i -> () -> wrap(5000 + i));
      int sent = writeUntilInputEnds(threads, listener.getLocalPort());
      System.out.println("engine lost 0 of " + sum(byEngine));
      System.out.println("socket lost " + (sent - received.get()) + " of " + sent);
    }
  }

  private int writeUntilInputEnds(ExecutorService threads, int port) throws Exception {
    try (SSLSocket socket =
        (SSLSocket) context.getSocketFactory().createSocket("localhost", port)) {
      socket.startHandshake();
      List<Future<Integer>> bySocket = writers(threads, i -> () -> write(i, socket));
      System.out.println("writing");
      while (System.in.read() >= 0) {
        // Until the test is done.
      }
      stopped = true;
      return sum(bySocket);
    }
  }

  private interface Work {
    Callable<Integer> of(int thread) throws Exception;
  }

  private static List<Future<Integer>> writers(ExecutorService threads, Work work)
      throws Exception {
    List<Future<Integer>> writers = new ArrayList<>();
    for (int i = 0; i < WRITERS; i++) {
      writers.add(threads.submit(work.of(i)));
    }
    return writers;
  }

  private static int sum(List<Future<Integer>> counts) throws Exception {
    int sum = 0;
    for (Future<Integer> count : counts) {
      sum += count.get();
    }
    return sum;
  }

  private int write(int thread, SSLSocket socket) throws IOException {
    OutputStream out = socket.getOutputStream();
    int number = 0;
    while (!stopped) {
      out.write(payload(thread, number++));
    }
    return number;
  }

  /** Header: thread, number, a byte of the content, which is that byte over and over. */
  private static byte[] payload(int thread, int number) {
    byte[] bytes = new byte[HEADER + size(number)];
    Arrays.fill(bytes, (byte) (thread * 31 + number));
    ByteBuffer.wrap(bytes).put((byte) thread).putInt(number);
    return bytes;
  }

  private static int size(int number) {
    return number % 100 == 99 ? LARGEST : number % 300;
  }

  private int receive(SSLServerSocket listener) throws IOException {
    int count = 0;
    try (SSLSocket socket = (SSLSocket) listener.accept()) {
      DataInputStream in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
      for (int thread = in.read(); thread >= 0; thread = in.read()) {
        byte[] rest = new byte[HEADER - 1 + size(next[thread])];
        in.readFully(rest);
        byte[] due = payload(thread, next[thread]++);
        if (!Arrays.equals(Arrays.copyOfRange(due, 1, due.length), rest)) {
          System.err.println("mixed payloads of thread " + thread);
          throw new IOException("mixed payloads of thread " + thread);
        }
        count++;
      }
    }
    return count;
  }

  private int wrap(int port) throws Exception {
    Endpoint peer = endpoint(false, port);
    EngineSender sender = new EngineSender(endpoint(true, port), peer);
    int number = 0;
    while (!stopped) {
      byte[] payload = payload(0, number++);
      peer.mark();
      sender.send(payload);
      if (!Arrays.equals(payload, peer.received())) {
        throw new IOException("engine: not the payload that was sent");
      }
    }
    return number;
  }

  private Endpoint endpoint(boolean client, int port) throws SSLException {
    SSLEngine engine = context.createSSLEngine("localhost", port);
    engine.setUseClientMode(client);
    engine.setSSLParameters(Kind.TLS_1_0_CBC.parameters());
    return new Endpoint(engine);
  }
}
