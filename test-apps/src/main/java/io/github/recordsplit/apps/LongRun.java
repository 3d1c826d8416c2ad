package io.github.recordsplit.apps;

import java.io.DataInputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;

/**
 * Connections that send, are answered and die at random, for minutes: half of them sockets over the
 * loopback interface, half engines in memory whose records are looked at. Every byte is checked in
 * both directions. Each twentieth of the time it tells its heap, threads and open files.
 *
 * <p>Arguments: seconds, and how many connections there are at any time.
 */
public final class LongRun {
  private static final int LARGEST = 5000;
  private static final int MOST_PAYLOADS = 200;
  private static final int LAST_PAYLOADS = 8;
  private static final int PAUSE_MILLIS = 100;
  private static final int HEADER = 12;
  private static final int SAMPLES = 20;
  private static final Kind[] KINDS = Kind.values();

  private final SSLContext context = SSLContext.getDefault();
  private final SSLServerSocket[] listeners = new SSLServerSocket[KINDS.length];
  private final AtomicLong connections = new AtomicLong();
  private final AtomicLong died = new AtomicLong();
  private final AtomicLong payloads = new AtomicLong();
  private final AtomicLong bytes = new AtomicLong();
  private final AtomicLong split = new AtomicLong();
  private final AtomicLong errors = new AtomicLong();

  /** No connection is made while the heap is measured, for a handshake's garbage is large. */
  private final Semaphore handshakes = new Semaphore(4);

  private volatile boolean stopped;

  private LongRun() throws Exception {}

  public static void main(String[] args) throws Exception {
    new LongRun().run(Integer.parseInt(args[0]), Integer.parseInt(args[1]));
  }

  private void run(int seconds, int count) throws Exception {
    ManagementFactory.getPlatformMBeanServer();
    context.getClientSessionContext().setSessionCacheSize(count);
    context.getServerSessionContext().setSessionCacheSize(count);
    for (int i = 0; i < KINDS.length; i++) {
      listeners[i] = listen(KINDS[i]);
    }
    Thread[] threads = new Thread[count];
    for (int i = 0; i < count; i++) {
      Random random = new Random(i);
      boolean socket = i % 2 == 0;
      threads[i] = start(() -> live(random, socket));
    }
    for (int i = 0; i < SAMPLES; i++) {
      Thread.sleep(1000L * seconds / SAMPLES);
      System.out.println(sample());
    }
    stopped = true;
    for (Thread thread : threads) {
      thread.join();
    }
    System.out.println(summary());
    System.exit(0);
  }

  private SSLServerSocket listen(Kind kind) throws IOException {
    SSLServerSocket listener =
        (SSLServerSocket)
            context
                .getServerSocketFactory()
                .createServerSocket(0, 100, InetAddress.getLoopbackAddress());
    listener.setSSLParameters(kind.parameters());
    start(
        () -> {
          while (true) {
            Socket accepted = listener.accept();
            start(() -> answer(accepted));
          }
        });
    return listener;
  }

  private interface Work {
    void run() throws Exception;
  }

  private Thread start(Work work) {
    Thread thread =
        new Thread(
            () -> {
              try {
                work.run();
              } catch (Exception | Error e) {
                error(e);
              }
            });
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  private void error(Throwable t) {
    errors.incrementAndGet();
    t.printStackTrace();
  }

  private void live(Random random, boolean socket) throws Exception {
    while (!stopped) {
      int kind = random.nextInt(4) == 0 ? random.nextInt(KINDS.length) : 0;
      connections.incrementAndGet();
      if (socket) {
        socket(kind, random);
      } else {
        engine(KINDS[kind], random);
      }
    }
  }

  private void socket(int kind, Random random) throws Exception {
    try (SSLSocket socket =
        (SSLSocket)
            context.getSocketFactory().createSocket("localhost", listeners[kind].getLocalPort())) {
      socket.setSSLParameters(KINDS[kind].parameters());
      handshakes.acquire();
      try {
        socket.startHandshake();
      } finally {
        handshakes.release();
      }
      for (int left = 1 + random.nextInt(MOST_PAYLOADS); left > 0 && !stopped; left--) {
        byte[] payload = payload(random);
        socket.getOutputStream().write(payload);
        expect(new DataInputStream(socket.getInputStream()), reversed(payload));
        count(payload);
      }
      if (random.nextBoolean()) {
        die(socket, random);
      }
    }
  }

  /**
   * Closes it while payloads are being written; whatever their writer sees is right. They are few
   * enough for the sockets' buffers: nobody reads the answers, and a close waits for a write.
   */
  private void die(SSLSocket socket, Random random) throws InterruptedException {
    died.incrementAndGet();
    Thread other =
        start(
            () -> {
              Thread.sleep(random.nextInt(3));
              socket.close();
            });
    try {
      for (int i = 0; i < LAST_PAYLOADS; i++) {
        socket.getOutputStream().write(payload(random));
      }
    } catch (IOException closed) {
      // As it was to be.
    }
    other.join();
  }

  private static void expect(DataInputStream in, byte[] due) throws IOException {
    byte[] came = new byte[due.length];
    in.readFully(came);
    if (!Arrays.equals(came, due)) {
      throw new IllegalStateException("not the answer that was due");
    }
  }

  /** Checks each payload, and sends it back reversed until the other end is gone. */
  private void answer(Socket accepted) throws IOException {
    try (Socket socket = accepted) {
      DataInputStream in = new DataInputStream(socket.getInputStream());
      while (true) {
        byte[] header = new byte[HEADER];
        in.readFully(header);
        ByteBuffer numbers = ByteBuffer.wrap(header);
        byte[] due = payload(numbers.getInt(), numbers.getLong());
        expect(in, Arrays.copyOfRange(due, HEADER, due.length));
        socket.getOutputStream().write(reversed(due));
      }
    } catch (IOException gone) {
      // It closed, or died.
    }
  }

  private void engine(Kind kind, Random random) throws Exception {
    handshakes.acquire();
    Endpoint client;
    Endpoint server;
    EngineSender request;
    try {
      client = new Endpoint(kind.engine(context, true, 443));
      server = new Endpoint(kind.engine(context, false, 443));
      request = new EngineSender(client, server);
    } finally {
      handshakes.release();
    }
    EngineSender reply = new EngineSender(server, client);
    for (int left = 1 + random.nextInt(MOST_PAYLOADS); left > 0 && !stopped; left--) {
      byte[] payload = payload(random);
      pass(request, server, payload);
      pass(reply, client, reversed(payload));
      count(payload);
    }
  }

  private void pass(EngineSender from, Endpoint to, byte[] payload) throws Exception {
    to.mark();
    from.send(payload);
    if (!Arrays.equals(payload, to.received())) {
      throw new IllegalStateException("not the payload that was sent");
    }
    int length = payload.length;
    boolean isSplit = to.plainLengths.equals(Arrays.asList(1, length - 1));
    if (!isSplit && !to.plainLengths.equals(Arrays.asList(length))) {
      throw new IllegalStateException(length + " cut as nobody asked: " + to.plainLengths);
    }
    split.addAndGet(isSplit ? 1 : 0);
  }

  private void count(byte[] payload) throws InterruptedException {
    payloads.addAndGet(2);
    bytes.addAndGet(2L * payload.length);
    Thread.sleep(PAUSE_MILLIS);
  }

  private static byte[] payload(Random random) {
    return payload(HEADER + random.nextInt(LARGEST), random.nextLong());
  }

  /** Its length and seed, then what follows from the seed. */
  private static byte[] payload(int length, long seed) {
    byte[] payload = new byte[length];
    new Random(seed).nextBytes(payload);
    ByteBuffer.wrap(payload).putInt(length).putLong(seed);
    return payload;
  }

  private static byte[] reversed(byte[] bytes) {
    byte[] reversed = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      reversed[i] = bytes[bytes.length - 1 - i];
    }
    return reversed;
  }

  private String sample() throws InterruptedException {
    handshakes.acquire(4);
    try {
      Thread.sleep(500); // those that died are gone by then
      return Vitals.line();
    } finally {
      handshakes.release(4);
    }
  }

  private String summary() throws Exception {
    return "connections="
        + connections
        + " died="
        + died
        + " payloads="
        + payloads
        + " bytes="
        + bytes
        + " seen-split="
        + split
        + " split="
        + new OwnAgent().get("PayloadsSplit")
        + " errors="
        + errors;
  }
}
