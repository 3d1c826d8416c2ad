package io.github.recordsplit.feature.peeraddress;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.recordsplit.harness.Child;
import io.github.recordsplit.harness.ChildJvm;
import io.github.recordsplit.harness.Jdk;
import io.github.recordsplit.harness.Jdks;
import io.github.recordsplit.harness.LiveTraffic;
import io.github.recordsplit.harness.RecordClient;
import io.github.recordsplit.harness.Result;
import io.github.recordsplit.harness.Target;
import io.github.recordsplit.harness.Tls;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * {@code host} rules by address on servers that are engines: clients from two addresses of the
 * loopback interface at the same time, each of them served as the rules say, on the wire.
 *
 * <p>{@code -Dserver=REGEX} tries only those whose constants have such a name.
 */
@Execution(ExecutionMode.CONCURRENT)
class EngineServersTest {
  private static final String ONE = "127.0.0.1";
  private static final String OTHER = "127.0.0.2";

  /** The rule is for one of the two clients, and for its role. */
  private static final String CARVE_OUT = "mode all\nnever host " + OTHER + " role server\n";

  private static final String ONLY_ONE =
      "split host " + ONE + "/32 role server\nnever role server\n";
  private static final String ALL = "mode all\n";

  private static final int THREADS = 16;
  private static final int EXCHANGES = 2;
  private static final Duration LIMIT = Duration.ofMinutes(10);
  private static final int SETTLED_MILLIS = 1000;
  private static final Duration FOLLOWS = Duration.ofSeconds(20);

  @TestFactory
  Stream<DynamicTest> aPlainServerAndTomcat() {
    return Jdks.some(
        jdk -> {
          serve(EngineServer.WORKERS, jdk, CARVE_OUT, 8);
          serve(EngineServer.TOMCAT_NIO, jdk, ONLY_ONE, 8);
        });
  }

  @Tag("full")
  @TestFactory
  Stream<DynamicContainer> aThousandConnectionsOfEach() {
    String some = System.getProperty("server", ".*");
    int connections = Integer.getInteger("connections", 1000);
    return Arrays.stream(EngineServer.values())
        .filter(server -> server.isOrdinary() && server.name().matches(some))
        .map(
            server ->
                DynamicContainer.dynamicContainer(
                    server.name(), Jdks.some(jdk -> serve(server, jdk, CARVE_OUT, connections))));
  }

  /** Connections that are open when the first such rule comes, as it is or with the agent. */
  @TestFactory
  Stream<DynamicTest> rulesThatComeLater() {
    return Jdks.on(
        List.of(17),
        jdk -> {
          later(EngineServer.SELECTOR, jdk);
          attach(EngineServer.WORKERS, jdk, 12);
        });
  }

  @Tag("full")
  @TestFactory
  Stream<DynamicContainer> rulesThatComeLaterToEach() {
    return Arrays.stream(EngineServer.values())
        .filter(EngineServer::isOrdinary)
        .map(
            server ->
                DynamicContainer.dynamicContainer(
                    server.name(), Jdks.some(jdk -> comeLater(server, jdk))));
  }

  /** A request that was read before the agent came says nothing of who sent it. */
  @TestFactory
  Stream<DynamicTest> whatIsAnsweredAtAnAttachIsLeftAlone() {
    return Jdks.on(List.of(17), EngineServersTest::answering);
  }

  /** Over streams there is no channel: no rule by host can match, and that is what is said. */
  @TestFactory
  Stream<DynamicTest> whoStaysUnknownIsToldAsThat() {
    return Jdks.on(List.of(17), EngineServersTest::unknown);
  }

  /** The JDK's recorder puts code of its own into channels up to Java 18. */
  @TestFactory
  Stream<DynamicTest> besideTheFlightRecorder() {
    return Jdks.on(
        List.of(17),
        jdk -> {
          ChildJvm jvm = EngineServer.SELECTOR.child(jdk);
          serve(EngineServer.SELECTOR, jvm.flag("-XX:StartFlightRecording"), CARVE_OUT, 4);
        });
  }

  private static void serve(EngineServer server, Jdk jdk, String rules, int connections)
      throws Exception {
    serve(server, server.child(jdk), rules, connections);
  }

  private static void serve(EngineServer server, ChildJvm jvm, String rules, int connections)
      throws Exception {
    try (Child child = jvm.agent("rules=" + rules(rules)).timeout(LIMIT).start()) {
      Map<String, List<List<Integer>>> seen = talk(server, port(child), connections);
      List<Integer> whole = seen.get(OTHER).get(0);
      assertTrue(whole.stream().noneMatch(n -> n == 1), () -> "split for " + OTHER + ": " + whole);
      List<Integer> split = split(whole);
      for (Map.Entry<String, List<List<Integer>>> each : seen.entrySet()) {
        List<Integer> due = each.getKey().equals(OTHER) ? whole : split;
        List<List<Integer>> wrong = each.getValue().stream().filter(r -> !r.equals(due)).toList();
        assertEquals(
            List.of(),
            wrong,
            () -> wrong.size() + " replies to " + each.getKey() + " of " + server + " not " + due);
        assertEquals(EXCHANGES * connections / 2, each.getValue().size(), "replies");
      }
      end(child);
    }
  }

  private static int port(Child child) {
    return Integer.parseInt(child.awaitLine("^port (\\d+)").group(1));
  }

  private static Path rules(String rules) throws IOException {
    return Files.writeString(
        Files.createTempFile(Files.createDirectories(Target.file("engine-servers")), "", ".rules"),
        rules);
  }

  private static void end(Child child) {
    child.closeInput();
    Result result = child.await();
    result.check(
        result.stderr().stream().noneMatch(l -> l.matches("recordsplit: (error|hook missing).*")),
        "failed");
  }

  private static List<Integer> split(List<Integer> whole) {
    return whole.stream().flatMap(n -> Stream.of(1, n - 1)).toList();
  }

  /** The records of each reply, by the address of the client; all of them stay open. */
  private static Map<String, List<List<Integer>>> talk(
      EngineServer server, int port, int connections) throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(THREADS);
    List<Future<RecordClient>> open = new ArrayList<>();
    try {
      Map<String, List<List<Integer>>> seen = new TreeMap<>();
      seen.put(ONE, new ArrayList<>());
      seen.put(OTHER, new ArrayList<>());
      for (int i = 0; i < connections; i++) {
        String from = i % 2 == 0 ? ONE : OTHER;
        open.add(pool.submit(() -> talk(server, connect(server, port, from), seen.get(from))));
      }
      for (Future<RecordClient> each : open) {
        each.get();
      }
      return seen;
    } finally {
      pool.shutdownNow();
      for (Future<RecordClient> each : open) {
        if (each.isDone() && !each.isCancelled()) {
          each.get().close();
        }
      }
    }
  }

  private static RecordClient connect(EngineServer server, int port, String from)
      throws IOException {
    return RecordClient.connect(Tls.V1_0_CBC, server.protocol(), port, from);
  }

  private static RecordClient talk(
      EngineServer server, RecordClient client, List<List<Integer>> seen) throws IOException {
    for (int i = 0; i < EXCHANGES; i++) {
      List<Integer> records = client.exchange(server.request()).records();
      synchronized (seen) {
        seen.add(records);
      }
    }
    return client;
  }

  private static void comeLater(EngineServer server, Jdk jdk) throws Exception {
    later(server, jdk);
    attach(server, jdk, 200);
  }

  private static void later(EngineServer server, Jdk jdk) throws Exception {
    Path rules = rules(ALL);
    try (Child child = server.child(jdk).agent("rules=" + rules).timeout(LIMIT).start()) {
      int port = port(child);
      try (RecordClient one = connect(server, port, ONE);
          RecordClient other = connect(server, port, OTHER)) {
        List<Integer> before = one.exchange(server.request()).records();
        assertEquals(before, other.exchange(server.request()).records(), "before there is a rule");
        Files.writeString(rules, CARVE_OUT);
        List<Integer> whole = awaitWhole(server, other);
        assertEquals(split(whole), one.exchange(server.request()).records(), ONE);
        assertEquals(whole, other.exchange(server.request()).records(), OTHER);
        assertEquals(split(whole), one.exchange(server.request()).records(), ONE);
      }
      end(child);
    }
  }

  /** Busy connections: no payload is decided before it is known who is meant. */
  private static void attach(EngineServer server, Jdk jdk, int connections) throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(connections);
    try (Child child = server.child(jdk).timeout(LIMIT).start()) {
      int port = port(child);
      CountDownLatch open = new CountDownLatch(connections);
      AtomicBoolean enough = new AtomicBoolean();
      List<Future<List<List<Integer>>>> all = new ArrayList<>();
      for (int i = 0; i < connections; i++) {
        String from = i % 2 == 0 ? ONE : OTHER;
        all.add(pool.submit(() -> busy(server, port, from, open, enough)));
      }
      open.await();
      String pid = child.pid() + "";
      Result attached =
          LiveTraffic.command(Jdks.running(), "attach", pid, "rules=" + rules(CARVE_OUT));
      attached.check(attached.status() == 0, "not attached");
      Thread.sleep(SETTLED_MILLIS);
      enough.set(true);
      List<Integer> whole = all.get(1).get().get(0);
      for (int i = 0; i < connections; i++) {
        List<List<Integer>> replies = all.get(i).get();
        boolean carvedOut = i % 2 == 1;
        List<Integer> last = replies.get(replies.size() - 1);
        assertEquals(carvedOut ? whole : split(whole), last, "last reply of connection " + i);
        List<List<Integer>> early = replies.subList(0, carvedOut ? replies.size() : 1);
        assertTrue(early.stream().allMatch(whole::equals), () -> "replies split: " + early);
      }
      end(child);
    } finally {
      pool.shutdownNow();
    }
  }

  private static void answering(Jdk jdk) throws Exception {
    EngineServer server = EngineServer.THINKERS;
    ExecutorService pool = Executors.newFixedThreadPool(2);
    try (Child child = server.child(jdk).start()) {
      int port = port(child);
      List<List<List<Integer>>> seen = List.of(new ArrayList<>(), new ArrayList<>());
      List<Future<RecordClient>> asking = new ArrayList<>();
      for (List<List<Integer>> replies : seen) {
        String from = seen.get(0) == replies ? ONE : OTHER;
        asking.add(pool.submit(() -> talk(server, connect(server, port, from), replies)));
      }
      child.awaitLine("^thinking 2");
      String[] words = {"attach", child.pid() + "", "rules=" + rules(CARVE_OUT)};
      Result attached = LiveTraffic.command(Jdks.running(), words);
      attached.check(attached.status() == 0, "not attached");
      child.type("gogo");
      for (Future<RecordClient> each : asking) {
        each.get().close();
      }
      assertEquals(List.of(List.of(301), List.of(1, 300)), seen.get(0), ONE);
      assertEquals(List.of(List.of(301), List.of(301)), seen.get(1), OTHER);
      end(child);
    } finally {
      pool.shutdownNow();
    }
  }

  private static List<List<Integer>> busy(
      EngineServer server, int port, String from, CountDownLatch open, AtomicBoolean enough)
      throws Exception {
    List<List<Integer>> replies = new ArrayList<>();
    try (RecordClient client = connect(server, port, from)) {
      do {
        replies.add(client.exchange(server.request()).records());
        open.countDown();
      } while (!enough.get());
    }
    return replies;
  }

  private static List<Integer> awaitWhole(EngineServer server, RecordClient client)
      throws Exception {
    long start = System.nanoTime();
    List<Integer> records;
    do {
      Thread.sleep(100);
      records = client.exchange(server.request()).records();
      assertTrue(System.nanoTime() - start < FOLLOWS.toNanos(), "still split: " + records);
    } while (records.contains(1));
    return records;
  }

  private static void unknown(Jdk jdk) throws Exception {
    EngineServer server = EngineServer.STREAMS;
    Path rules = rules(CARVE_OUT + "never host db.example role client\nsplit host *\n");
    try (Child child = server.child(jdk).agent("rules=" + rules).start()) {
      try (RecordClient other = connect(server, port(child), OTHER)) {
        List<Integer> records = other.exchange(server.request()).records();
        assertEquals(List.of(1, 300), records, "matched by who knows what");
        String pid = child.pid() + "";
        String status = String.join("\n", LiveTraffic.command(jdk, "status", pid).stdout());
        assertTrue(status.contains("server unknown host\n"), status);
        assertTrue(status.contains("cannot be matched by host: "), status);
        String json = LiveTraffic.command(jdk, "status", pid, "--json").stdout().get(0);
        String due = "\"cannotMatch\":[\"%s:2\",\"%s:4\"]".formatted(rules, rules);
        assertTrue(json.contains(due), () -> due + " in " + json);
      }
      end(child);
    }
  }
}
