package io.github.recordsplit.harness;

import io.github.recordsplit.apps.Traffic;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** A JVM with open connections that never rest, and what is on their wire right now. */
public final class LiveTraffic implements AutoCloseable {
  /** Within this time of a change every connection must follow: the contract's. */
  private static final Duration FOLLOWS = Duration.ofSeconds(5);

  public static final List<Integer> SPLIT = List.of(1, 199);
  public static final List<Integer> WHOLE = List.of(200);

  private final int clients;
  private final boolean late;
  private final RecordServer server;
  public final Child child;

  /**
   * Starts it.
   *
   * @param options the agent's, or null for no agent
   */
  public LiveTraffic(Jdk jdk, String options, int clients, Duration limit) throws IOException {
    this(ChildJvm.on(jdk), options, clients, limit);
  }

  /** As above, in a JVM that is not started as all are. */
  public LiveTraffic(ChildJvm jvm, String options, int clients, Duration limit) throws IOException {
    this(jvm, Target.agentJar(), options, clients, limit, false);
    child.awaitLine("^connected ");
  }

  /** As the first, in another main class that takes the arguments of {@link Traffic}. */
  public LiveTraffic(ChildJvm jvm, Class<?> main, String options, Duration limit)
      throws IOException {
    this(jvm, Target.agentJar(), main, options, 2, limit, false);
    child.awaitLine("^connected ");
  }

  /**
   * As above, with any jar.
   *
   * @param late whether it uses no TLS before {@link #begin}
   */
  public LiveTraffic(
      ChildJvm jvm, Path jar, String options, int clients, Duration limit, boolean late)
      throws IOException {
    this(jvm, jar, Traffic.class, options, clients, limit, late);
  }

  private LiveTraffic(
      ChildJvm jvm,
      Path jar,
      Class<?> main,
      String options,
      int clients,
      Duration limit,
      boolean late)
      throws IOException {
    this.clients = clients;
    this.late = late;
    server = RecordServer.start(Tls.V1_0_CBC, Protocol.LINE);
    jvm.brief().timeout(limit);
    jvm.property("jsse.enableCBCProtection", "false"); // so that only the agent splits
    List<String> words = new ArrayList<>(List.of("" + server.port(), "" + clients));
    if (late) {
      words.add("late");
    }
    jvm.main(main, words.toArray(String[]::new));
    child = (options == null ? jvm : jvm.agent(jar, options)).start();
    if (late) {
      child.awaitLine("^waiting");
    }
  }

  /** Uses TLS from now on. */
  public void begin() {
    child.type("\n");
    child.awaitLine("^connected ");
  }

  /** A verb of the command line about this JVM, in a JVM of that JDK. */
  public Result ask(Jdk jdk, String verb, String... more) {
    List<String> words = new ArrayList<>(List.of(verb, String.valueOf(child.pid())));
    words.addAll(List.of(more));
    return command(jdk, words.toArray(String[]::new));
  }

  public static Result command(Jdk jdk, String... words) {
    return ChildJvm.on(jdk).brief().jar(Target.agentJar(), words).run();
  }

  /** Waits until two requests in a row of every client arrived so; returns after how long. */
  public Duration awaitAll(List<Integer> due) throws InterruptedException {
    long start = System.nanoTime();
    Set<String> following;
    do {
      server.forget();
      Thread.sleep(30);
      following = following(due);
      if (System.nanoTime() - start > FOLLOWS.toNanos()) {
        throw new AssertionError("only " + following + " follow with " + due + " in " + FOLLOWS);
      }
    } while (following.size() < clients);
    return Duration.ofNanos(System.nanoTime() - start);
  }

  private Set<String> following(List<Integer> due) {
    Set<String> follow = new TreeSet<>();
    Set<String> others = new TreeSet<>();
    for (Message request : server.requests()) {
      boolean whole = request.records().equals(WHOLE);
      if (!whole && !request.records().equals(SPLIT)) {
        throw new AssertionError("cut as nobody ever asked: " + request.records());
      }
      (request.records().equals(due) ? follow : others).add(request.label());
    }
    follow.removeAll(others);
    return follow;
  }

  /** Ends it: every reply was right, and its output is what it is without the agent. */
  public Result end() {
    child.closeInput();
    Result result = child.await();
    List<String> due = new ArrayList<>(late ? List.of("waiting") : List.of());
    due.add("connected " + clients);
    IntStream.range(0, clients).forEach(i -> due.add("client" + i + " ok"));
    result.check(result.stdout().equals(due), "stdout is not " + due);
    return result;
  }

  @Override
  public void close() throws IOException {
    child.close();
    server.close();
  }
}
