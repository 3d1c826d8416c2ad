package io.github.recordsplit.apps;

import java.util.ArrayList;
import java.util.List;
import java.util.Scanner;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLContext;

/**
 * Open connections, each of which sends without a pause in a thread of its own, to one of two
 * peers; what becomes of each payload is looked at.
 *
 * <p>Arguments: a {@link Kind}, how many, and what sends, as {@link Checked} has it. A line on
 * stdin says that from now on rules are in force; the end of the input, that it is time to tell.
 */
public final class BusyConnections {
  private static final int[] PORTS = {7001, 7002};
  private static final int SOME = 20;
  private static volatile boolean inForce;
  private static volatile boolean stopped;

  private final Checked connection;

  /** What payloads became, in order, and how many in a row; ! means: begun with rules in force. */
  private final List<String> forms = new ArrayList<>();

  private String form = "";
  private int inARow;
  private volatile int ruled;

  private BusyConnections(Checked connection) {
    this.connection = connection;
  }

  public static void main(String[] args) throws Exception {
    List<BusyConnections> all = open(Kind.of(args[0]), Integer.parseInt(args[1]), args[2]);
    AtomicReference<Throwable> failure = new AtomicReference<>();
    List<Thread> threads = new ArrayList<>();
    for (BusyConnections busy : all) {
      Thread thread = new Thread(() -> busy.sendUntilStopped(failure));
      threads.add(thread);
      thread.start();
    }
    System.out.println("open " + all.size());
    Scanner lines = new Scanner(System.in, "US-ASCII");
    if (lines.hasNextLine()) {
      inForce = true;
      for (BusyConnections busy : all) {
        busy.awaitSome(failure);
      }
      System.out.println("each has sent");
    }
    while (lines.hasNextLine()) {
      lines.nextLine();
    }
    stopped = true;
    for (Thread thread : threads) {
      thread.join();
    }
    for (BusyConnections busy : all) {
      System.out.println(busy.connection.name + ": " + String.join(" ", busy.forms));
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
      all.add(
          new BusyConnections(Checked.open(underTest, kind, transport, client, PORTS[round % 2])));
    }
    return all;
  }

  private void sendUntilStopped(AtomicReference<Throwable> failure) {
    try {
      int begunInForce = 0;
      for (int number = 0; !stopped; number++) {
        boolean counts = inForce;
        String now = connection.send(2 + number % 300) + (counts ? "!" : "");
        if (!now.equals(form)) {
          next(now);
        }
        inARow++;
        begunInForce += counts ? 1 : 0;
        ruled = begunInForce;
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

  private void awaitSome(AtomicReference<Throwable> failure) throws InterruptedException {
    while (ruled < SOME && failure.get() == null) {
      Thread.sleep(5);
    }
  }
}
