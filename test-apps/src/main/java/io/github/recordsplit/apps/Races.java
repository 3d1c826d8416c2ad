package io.github.recordsplit.apps;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSession;

/**
 * Threads that write at once while what decides about their payloads is changed as fast as it can
 * be: each payload must leave whole or as one byte and the rest, and no byte may be another's.
 *
 * <p>Arguments: {@code swap}, the milliseconds that it takes; {@code virtual} or {@code platform},
 * how many threads; {@code attach}, which lasts until the input ends.
 */
public final class Races {
  private static final String[] MODES = {"all", "none", "selective"};
  private static final String[] FLAGS = {"split", "never", "leave"};
  private static final int WRITERS = 4;
  private static final int PAYLOADS = 3;
  private static final int LINES_OF_A_KIND = 8;

  private final SSLContext context = UnderTest.context();
  private final Senders senders = Senders.underTest();
  private final AtomicReference<Throwable> failure = new AtomicReference<>();
  private final List<Line> lines = new ArrayList<>();
  private volatile boolean stopped;
  private int swaps;

  private Races() throws Exception {}

  public static void main(String[] args) throws Exception {
    Races races = new Races();
    switch (args[0]) {
      case "swap":
        races.swap(Integer.parseInt(args[1]));
        break;
      case "attach":
        races.attach();
        break;
      default:
        races.crowd(args[0].equals("virtual") ? virtual() : Thread::new, Integer.parseInt(args[1]));
    }
    if (races.failure.get() != null) {
      throw new IllegalStateException(races.failure.get());
    }
    System.exit(0);
  }

  private interface Work {
    void run() throws Exception;
  }

  private Thread start(ThreadFactory threads, Work work) {
    Thread thread =
        threads.newThread(
            () -> {
              try {
                work.run();
              } catch (Exception | Error e) {
                failure.compareAndSet(null, e);
                e.printStackTrace();
              }
            });
    thread.start();
    return thread;
  }

  private static void join(List<Thread> threads) throws InterruptedException {
    for (Thread thread : threads) {
      thread.join();
    }
  }

  /** Sockets, engines, and engines of a library that nobody knows. */
  private void open(int ofAKind, int writers) throws Exception {
    for (int i = 0; i < ofAKind; i++) {
      lines.add(new Line.OfSocket(context, senders, writers));
      lines.add(new Line.OfEngine(context, false, 4000 + i, writers));
      lines.add(new Line.OfEngine(context, true, 5000 + i, writers));
    }
  }

  private List<Thread> write(AtomicInteger sent) {
    List<Thread> writers = new ArrayList<>();
    for (Line line : lines) {
      for (int i = 0; i < WRITERS; i++) {
        int writer = i;
        writers.add(start(Thread::new, () -> sent.addAndGet(writeOn(line, writer))));
      }
    }
    return writers;
  }

  private int writeOn(Line line, int writer) throws Exception {
    int number = 0;
    while (!stopped) {
      line.write(line.stamped.payload(writer, number++));
    }
    return number;
  }

  private void close() throws Exception {
    for (Line line : lines) {
      line.close();
    }
  }

  private void swap(int millis) throws Exception {
    open(1, WRITERS);
    OwnAgent agent = new OwnAgent();
    AtomicInteger sent = new AtomicInteger();
    List<Thread> threads = write(sent);
    threads.add(start(Thread::new, () -> changeUntilStopped(agent, new Random(millis))));
    threads.add(start(Thread::new, () -> churn(new AtomicInteger())));
    Thread.sleep(millis);
    stopped = true;
    join(threads);
    close();
    System.out.println("swaps=" + swaps + " sent=" + sent + tally());
  }

  private void changeUntilStopped(OwnAgent agent, Random random) throws Exception {
    while (!stopped) {
      change(agent, random);
    }
  }

  /** Another policy for all of them, and another flag for one. */
  private void change(OwnAgent agent, Random random) throws Exception {
    agent.set("Mode", MODES[random.nextInt(MODES.length)]);
    SSLSession session = lines.get(random.nextInt(lines.size())).session();
    int flag = random.nextInt(FLAGS.length + 1);
    if (flag < FLAGS.length) {
      session.putValue("recordsplit", FLAGS[flag]);
    } else {
      session.removeValue("recordsplit");
    }
    swaps++;
    LockSupport.parkNanos(random.nextInt(300_000));
  }

  /** What each kind of connection has received. */
  private String tally() {
    StringBuilder tally = new StringBuilder();
    String[] kinds = {"socket", "engine", "unknown"};
    for (int kind = 0; kind < kinds.length; kind++) {
      long split = 0;
      long whole = 0;
      for (int i = kind; i < lines.size(); i += kinds.length) {
        split += lines.get(i).stamped.split();
        whole += lines.get(i).stamped.whole();
      }
      tally.append(' ').append(kinds[kind]).append('=').append(split).append('+').append(whole);
    }
    return tally.toString();
  }

  /** Connections that are open before, and others that are made all the while. */
  private void attach() throws Exception {
    open(1, WRITERS);
    AtomicInteger sent = new AtomicInteger();
    List<Thread> threads = write(sent);
    AtomicInteger made = new AtomicInteger();
    threads.add(start(Thread::new, () -> churn(made)));
    threads.add(start(Thread::new, this::tellWhenAllAreSplit));
    System.out.println("writing");
    while (System.in.read() >= 0) {
      // Until the test is done.
    }
    stopped = true;
    join(threads);
    close();
    System.out.println("made=" + made + " sent=" + sent + tally());
  }

  private void churn(AtomicInteger made) throws Exception {
    while (!stopped) {
      int number = made.incrementAndGet();
      try (Line line =
          number % 3 == 0
              ? new Line.OfSocket(context, senders, 1)
              : new Line.OfEngine(context, number % 3 == 1, 6000, 1)) {
        for (int i = 0; i < PAYLOADS; i++) {
          line.write(line.stamped.payload(0, i));
        }
      }
    }
  }

  private void tellWhenAllAreSplit() throws InterruptedException {
    boolean told = false;
    while (!stopped) {
      Thread.sleep(20);
      if (!told && lines.stream().allMatch(line -> line.stamped.split() > 0)) {
        told = true;
        System.out.println("all split");
      }
    }
  }

  /** Who waits for another's first use of a class is pinned by the JVM itself, up to Java 25. */
  private void loadAll() throws Exception {
    open(1, 1);
    for (Line line : lines) {
      line.write(line.stamped.payload(0, 0));
    }
    close();
    lines.clear();
  }

  /** Each of many threads writes a few payloads, while the policy changes now and then. */
  private void crowd(ThreadFactory threads, int count) throws Exception {
    int ofAKind = LINES_OF_A_KIND;
    int writers = (count + 3 * ofAKind - 1) / (3 * ofAKind);
    Work opens =
        () -> {
          loadAll();
          open(ofAKind, writers);
        };
    join(Collections.singletonList(start(threads, opens)));
    List<Thread> swapper = new ArrayList<>();
    if (Boolean.getBoolean("apps.swaps")) {
      swapper.add(start(Thread::new, () -> changeUntilStopped(new OwnAgent(), new Random(count))));
    }
    List<Thread> crowd = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Line line = lines.get(i % lines.size());
      int writer = i / lines.size();
      crowd.add(start(threads, () -> some(line, writer)));
    }
    join(crowd);
    stopped = true;
    join(swapper);
    close();
    for (int i = 0; i < count; i++) {
      lines.get(i % lines.size()).stamped.end(i / lines.size(), PAYLOADS);
    }
    System.out.println("swaps=" + swaps + " sent=" + count * PAYLOADS + tally());
  }

  private static void some(Line line, int writer) throws Exception {
    for (int number = 0; number < PAYLOADS; number++) {
      line.write(line.stamped.payload(writer, number));
      LockSupport.parkNanos(1);
    }
  }

  /** Virtual threads, where there are any. */
  private static ThreadFactory virtual() throws ReflectiveOperationException {
    Object builder = Thread.class.getMethod("ofVirtual").invoke(null);
    Class<?> type = Class.forName("java.lang.Thread$Builder");
    return (ThreadFactory) type.getMethod("factory").invoke(builder);
  }
}
