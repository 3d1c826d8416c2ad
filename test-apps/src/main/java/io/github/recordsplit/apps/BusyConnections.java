package io.github.recordsplit.apps;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Scanner;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;

/**
 * Open connections, each of which sends without a pause in a thread of its own, to one of two
 * peers; what becomes of each payload is looked at.
 *
 * <p>Arguments: a {@link Kind}, how many, and what sends: {@code socket}, {@code engine}, {@code
 * unknown} (an engine around one of the JDK's), {@code anonymous} (the same, and only the outer one
 * names its peer), {@code plain} (a socket of an unknown library). A line on stdin says that from
 * now on rules are in force; the end of the input, that it is time to tell.
 */
public final class BusyConnections {
  private static final int[] PORTS = {7001, 7002};
  private static final String[] ROLES = {"client", "server"};
  private static final int SOME = 20;
  private static volatile boolean inForce;
  private static volatile boolean stopped;

  private final String name;
  private final Sender sender;
  private final Endpoint peer;
  private final List<byte[]> records;

  /** What payloads became, in order, and how many in a row; ! means: begun with rules in force. */
  private final List<String> forms = new ArrayList<>();

  private String form = "";
  private int inARow;
  private volatile int ruled;

  private BusyConnections(
      SSLContext underTest, Kind kind, String transport, boolean client, int port)
      throws Exception {
    name = transport + " " + ROLES[client ? 0 : 1] + " " + port;
    if (transport.equals("plain")) {
      PlainSender plain = new PlainSender("localhost", port);
      sender = plain;
      records = plain.records();
      peer = null;
      return;
    }
    peer = new Endpoint(kind.engine(SSLContext.getDefault(), !client, port));
    records = null;
    sender =
        transport.equals("socket")
            ? new SocketSender(underTest, kind, client, peer, port)
            : new EngineSender(
                new Endpoint(engine(underTest, kind, transport, client, port)), peer);
  }

  private static SSLEngine engine(
      SSLContext context, Kind kind, String transport, boolean client, int port) {
    if (transport.equals("anonymous")) {
      SSLEngine below = context.createSSLEngine();
      below.setUseClientMode(client);
      below.setSSLParameters(kind.parameters());
      return new DelegatingEngine(below, "localhost", port);
    }
    SSLEngine engine = kind.engine(context, client, port);
    return transport.equals("unknown") ? new DelegatingEngine(engine) : engine;
  }

  public static void main(String[] args) throws Exception {
    List<BusyConnections> all = open(Kind.of(args[0]), Integer.parseInt(args[1]), args[2]);
    AtomicReference<Throwable> failure = new AtomicReference<>();
    List<Thread> threads = new ArrayList<>();
    for (BusyConnections connection : all) {
      Thread thread = new Thread(() -> connection.sendUntilStopped(failure));
      threads.add(thread);
      thread.start();
    }
    System.out.println("open " + all.size());
    Scanner lines = new Scanner(System.in, "US-ASCII");
    while (lines.hasNextLine() && !lines.nextLine().isEmpty()) {
      inForce = true;
      for (BusyConnections connection : all) {
        connection.awaitSome(failure);
      }
      System.out.println("each has sent");
    }
    stopped = true;
    for (Thread thread : threads) {
      thread.join();
    }
    for (BusyConnections connection : all) {
      connection.tell();
    }
    if (failure.get() != null) {
      throw new IllegalStateException(failure.get());
    }
  }

  /** Of each kind of sender clients and servers, to both peers. */
  private static List<BusyConnections> open(Kind kind, int count, String transports)
      throws Exception {
    SSLContext underTest = UnderTest.context();
    String[] words = transports.split(",", -1);
    List<BusyConnections> all = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int round = i / words.length;
      String transport = words[i % words.length];
      boolean client = round / 2 % 2 == 0 || transport.equals("plain");
      all.add(new BusyConnections(underTest, kind, transport, client, PORTS[round % 2]));
    }
    return all;
  }

  private void sendUntilStopped(AtomicReference<Throwable> failure) {
    try {
      for (int number = 0; !stopped; number++) {
        boolean counts = inForce;
        String now = send(2 + number % 300) + (counts ? "!" : "");
        if (!now.equals(form)) {
          next(now);
        }
        inARow++;
        ruled += counts ? 1 : 0;
      }
      next("");
    } catch (Exception | Error e) {
      failure.compareAndSet(null, e);
    }
  }

  private void next(String now) {
    if (inARow > 0) {
      forms.add(form + "*" + inARow);
    }
    form = now;
    inARow = 0;
  }

  /** One word, or all lengths where nobody cuts so. */
  private String send(int length) throws Exception {
    byte[] payload = new byte[length];
    Arrays.fill(payload, (byte) length);
    List<Integer> lengths = records == null ? lengths(payload) : plainLengths(payload);
    if (lengths.equals(Arrays.asList(length))) {
      return "whole";
    }
    return lengths.equals(Arrays.asList(1, length - 1)) ? "split" : lengths.toString();
  }

  private List<Integer> lengths(byte[] payload) throws Exception {
    peer.mark();
    sender.send(payload);
    if (!Arrays.equals(payload, peer.received())) {
      throw new IllegalStateException("not the payload that was sent");
    }
    return peer.plainLengths;
  }

  private List<Integer> plainLengths(byte[] payload) throws Exception {
    records.clear();
    sender.send(payload);
    List<Integer> lengths = new ArrayList<>();
    for (byte[] plain : records) {
      lengths.add(plain.length);
    }
    return lengths;
  }

  private void awaitSome(AtomicReference<Throwable> failure) throws InterruptedException {
    int enough = ruled + SOME;
    while (ruled < enough && failure.get() == null) {
      Thread.sleep(5);
    }
  }

  private void tell() {
    System.out.println(name + ": " + String.join(" ", forms));
  }
}
