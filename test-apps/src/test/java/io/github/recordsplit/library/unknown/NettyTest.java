package io.github.recordsplit.library.unknown;

import static io.github.recordsplit.wire.WireModel.Cut.FIRST_WHOLE;
import static io.github.recordsplit.wire.WireModel.Cut.NEVER;
import static io.github.recordsplit.wire.WireModel.Cut.SPLIT;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toMap;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.recordsplit.apps.Lengths;
import io.github.recordsplit.harness.Child;
import io.github.recordsplit.harness.ChildJvm;
import io.github.recordsplit.harness.Jdk;
import io.github.recordsplit.harness.Jdks;
import io.github.recordsplit.harness.Message;
import io.github.recordsplit.harness.NetworkWrites;
import io.github.recordsplit.harness.Protocol;
import io.github.recordsplit.harness.RecordClient;
import io.github.recordsplit.harness.RecordServer;
import io.github.recordsplit.harness.Result;
import io.github.recordsplit.harness.Target;
import io.github.recordsplit.harness.Tls;
import io.github.recordsplit.library.Proves;
import io.github.recordsplit.library.Providers;
import io.github.recordsplit.library.TlsLibrary;
import io.github.recordsplit.wire.WireLine;
import io.github.recordsplit.wire.WireModel;
import io.github.recordsplit.wire.WireModel.Cut;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Netty's engines, driven directly and by Netty's own handler: what leaves, on the wire. */
@Execution(ExecutionMode.CONCURRENT)
@Proves({
  TlsLibrary.NETTY_4_1,
  TlsLibrary.NETTY_4_2,
  TlsLibrary.NETTY_4_1_JDK,
  TlsLibrary.NETTY_4_2_JDK,
  TlsLibrary.GRPC
})
class NettyTest {
  private static final String VULNERABLE = "TLSv1/CBC";

  /** With it BoringSSL's servers send their tickets in front of their first payload. */
  private static final String TLS_1_3 = "TLSv1.3/GCM";

  private static final List<String> KINDS =
      List.of(VULNERABLE, "TLSv1.2/CBC", "TLSv1.2/GCM", TLS_1_3);

  /** These JVMs are busy, and not alone. */
  private static final Duration PATIENCE = Duration.ofMinutes(15);

  private static final String BORING_SSL = "OPENSSL";
  private static final String JDK = "JDK";
  private static final String LINES = "io.github.recordsplit.apps.NettyLines";
  private static final String RULES =
      "rules=" + Target.write("netty/rules.txt", "split role client\nnever role server\n");
  private static final String SERVERS =
      "rules=" + Target.write("netty/servers.txt", "split role server\nnever role client\n");

  /** No ticket of theirs is larger, with room for two small records beside it. */
  private static final int TICKETS = 512;

  private static final int FULL = 16384;

  @TestFactory
  Stream<DynamicTest> aFewPayloads() {
    return TlsLibrary.NETTY_4_2.onEach(
        jdk -> {
          Netty netty = new Netty(jdk, TlsLibrary.NETTY_4_2, BORING_SSL, false);
          String[] few = {VULNERABLE, "2,16405"};
          WireModel model = new WireModel(netty.lengths(null, few));
          byRole(model, netty.lengths(RULES, few), "client", VULNERABLE);
        });
  }

  /** A server of TLS 1.3 puts its tickets before its first payload: a full one has less room. */
  @TestFactory
  Stream<DynamicTest> nothingIsHeldBehindTickets() {
    return TlsLibrary.NETTY_4_2.onEach(
        jdk -> {
          Netty netty = new Netty(jdk, TlsLibrary.NETTY_4_2, BORING_SSL, false);
          String[] few = {TLS_1_3, "engine", "server", "16384,16385"};
          List<String> lines = netty.lengths("mode=all,scope=any", few); // fails if bytes lack
          assertEquals(4, lines.size());
          for (String line : lines) {
            assertTrue(line.contains(" records=1,"), line);
          }
        });
  }

  @Tag("full")
  @TestFactory
  Stream<DynamicTest> onBoringSsl() {
    return Stream.of(TlsLibrary.NETTY_4_1, TlsLibrary.NETTY_4_2)
        .flatMap(
            library -> library.onEach(jdk -> matrix(new Netty(jdk, library, BORING_SSL, false))));
  }

  @Tag("full")
  @TestFactory
  Stream<DynamicTest> onTheJdk() {
    return Stream.of(TlsLibrary.NETTY_4_1_JDK, TlsLibrary.NETTY_4_2_JDK)
        .flatMap(library -> library.onEach(jdk -> matrix(new Netty(jdk, library, JDK, false))));
  }

  /** There Netty's own engine stands in front of the JDK's: two for one connection. */
  @Tag("full")
  @TestFactory
  Stream<DynamicTest> onTheJdkWithAlpn() {
    return Stream.of(TlsLibrary.NETTY_4_1_JDK, TlsLibrary.NETTY_4_2_JDK)
        .flatMap(library -> library.onEach(jdk -> matrix(new Netty(jdk, library, JDK, true))));
  }

  /** The same classes in another package, which no table can know. */
  @Tag("full")
  @TestFactory
  Stream<DynamicTest> shaded() {
    return TlsLibrary.GRPC.onEach(
        jdk -> matrix(new Netty(jdk, TlsLibrary.GRPC, BORING_SSL, false)));
  }

  /** Over real sockets: the JVM's own flight recorder tells each write. */
  @TestFactory
  Stream<DynamicTest> bothRecordsLeaveInOneNetworkWrite() {
    return Jdks.on(
        List.of(17), jdk -> networkWrites(new Netty(jdk, TlsLibrary.NETTY_4_2, BORING_SSL, false)));
  }

  @Tag("full")
  @TestFactory
  Stream<DynamicTest> bothRecordsLeaveInOneNetworkWriteEverywhere() {
    return Stream.of(TlsLibrary.NETTY_4_1, TlsLibrary.NETTY_4_2)
        .flatMap(
            library ->
                library.onEach(jdk -> networkWrites(new Netty(jdk, library, BORING_SSL, false))));
  }

  /** A server of Netty's, and 8 threads on one channel of a client's. */
  @TestFactory
  Stream<DynamicTest> payloadsStayWhole() {
    return Jdks.on(
        List.of(17),
        jdk -> {
          Netty netty = new Netty(jdk, TlsLibrary.NETTY_4_2, BORING_SSL, false);
          server(netty);
          atOnce(netty);
        });
  }

  private static void networkWrites(Netty netty) throws Exception {
    Path recording = Target.file("jfr/" + netty.library + "-" + netty.jdk.feature() + ".jfr");
    try (RecordServer server = RecordServer.start(Tls.V1_0_CBC, Protocol.LINE)) {
      ChildJvm child = netty.child("mode=all").flag(NetworkWrites.record(recording));
      String[] application = {"client", server.port() + "", VULNERABLE, "200", "200", "200"};
      Result result = child.main(LINES, application).run();
      NetworkWrites.assumeRecorder(netty.jdk, result);
      long replies = result.stdout().stream().filter("200 ok"::equals).count();
      result.check(replies == 3, "not three replies"); // beside what the recorder prints
      List<Integer> one = List.of(1, 199);
      assertEquals(
          List.of(one, one, one), server.requests().stream().map(Message::records).toList());
      List<Integer> writes = NetworkWrites.of(recording, server.port());
      int both = 5 + WireModel.blocks(1) + 5 + WireModel.blocks(199);
      // Before them the handshake, after them the alert that closes the connection.
      assertEquals(List.of(both, both, both), writes.subList(writes.size() - 4, writes.size() - 1));
    }
  }

  private static void server(Netty netty) throws Exception {
    try (Child server = netty.child("mode=all").main(LINES, "server", VULNERABLE).start()) {
      int port = Integer.parseInt(server.awaitLine("^port (\\d+)").group(1));
      try (RecordClient client = RecordClient.connect(Tls.V1_0_CBC, Protocol.LINE, port)) {
        Message reply = client.exchange("hello\n".getBytes(US_ASCII));
        assertEquals("olleh\n", reply.text());
        assertEquals(List.of(1, 5), reply.records());
      }
      server.closeInput();
      assertEquals(0, server.await().status());
    }
  }

  private static void atOnce(Netty netty) throws Exception {
    List<String> sizes = List.of("1", "2", "50", "300", "9000", "16384", "16385", "40000");
    try (RecordServer server = RecordServer.start(Tls.V1_0_CBC, Protocol.SINK)) {
      List<String> application =
          new ArrayList<>(List.of("threads", server.port() + "", VULNERABLE));
      application.addAll(sizes);
      Result result = netty.child("mode=all").main(LINES, application.toArray(String[]::new)).run();
      result.check(result.status() == 0, "exit status is not 0");
      String all = server.requests().stream().map(Message::text).collect(joining());
      Map<String, Long> lines =
          Stream.of(all.split("\n", -1)).collect(groupingBy(line -> line, counting()));
      for (int thread = 0; thread < 8; thread++) {
        for (String size : sizes) {
          String due = line(thread + ":", Integer.parseInt(size));
          assertTrue(lines.containsKey(due), () -> "mixed, or missing: " + due);
        }
      }
      assertEquals(all.length(), server.requests().stream().mapToInt(m -> m.bytes().length).sum());
    }
  }

  /** As the application makes it, but for its end. */
  private static String line(String word, int size) {
    StringBuilder line = new StringBuilder(word);
    while (line.length() < size - 1) {
      line.append((char) ('a' + line.length() % 26));
    }
    return line.toString();
  }

  private static void matrix(Netty netty) {
    List<String> own = netty.lengths(null);
    assertTrue(own.size() >= 3 * 2 * 2 * 9 * 2, () -> "lines: " + own.size());
    String[] kinds = KINDS.toArray(String[]::new);
    List<String> servers = netty.lengths(SERVERS + ",scope=any");
    WireModel model = new WireModel(own);
    if (netty.provider.equals(BORING_SSL)) {
      model.withTickets(TLS_1_3, besideTickets(servers));
    }
    byRole(model, netty.lengths(RULES + ",scope=any"), "client", kinds);
    byRole(model, servers, "server", kinds);
    assertLines(netty.lengths("mode=selective,scope=any"), own);
    assertLines(
        netty.lengths("mode=all,first=whole"), model.lines(KINDS, Map.of(VULNERABLE, FIRST_WHOLE)));
    if (netty.provider.equals(JDK)) {
      byRole(model, netty.protectedByTheJdk(RULES), "client", VULNERABLE);
      assertLines(netty.protectedByTheJdk("mode=selective"), netty.protectedByTheJdk(null));
    }
  }

  /** Two decisions in one JVM: one role splits, the other never does. */
  private static void byRole(WireModel model, List<String> lines, String split, String... kinds) {
    List<String> wanted = List.of(kinds);
    for (String role : List.of("client", "server")) {
      List<String> due = model.lines(wanted, all(role.equals(split) ? SPLIT : NEVER));
      assertLines(only(lines, role), only(due, role));
    }
  }

  /** How much leaves with the tickets, as one payload shows: all the others must say the same. */
  private static Map<String, Integer> besideTickets(List<String> lines) {
    Map<String, Integer> most = new TreeMap<>();
    for (String transport : List.of("engine", "handler")) {
      String name = TLS_1_3 + " " + transport + " server 40000 first ";
      String line = lines.stream().filter(l -> l.startsWith(name)).findFirst().orElseThrow();
      int rest = WireLine.parse(line).records().get(1);
      assertTrue(rest > FULL - TICKETS && rest <= FULL, line);
      most.put(transport, 1 + rest);
    }
    return most;
  }

  private static Map<String, Cut> all(Cut cut) {
    return KINDS.stream().collect(toMap(kind -> kind, kind -> cut));
  }

  private static List<String> only(List<String> lines, String role) {
    return lines.stream().filter(line -> line.contains(" " + role + " ")).toList();
  }

  private static void assertLines(List<String> actual, List<String> due) {
    assertEquals(String.join("\n", due), String.join("\n", actual));
  }

  /** One line of Netty on one of its engines. */
  private record Netty(Jdk jdk, TlsLibrary library, String provider, boolean alpn) {
    List<String> lengths(String options, String... filters) {
      return run(options, false, filters);
    }

    List<String> protectedByTheJdk(String options) {
      return run(options, true, VULNERABLE);
    }

    private List<String> run(String options, boolean jdkProtects, String... filters) {
      ChildJvm child = child(options).main(Lengths.class, filters).timeout(PATIENCE);
      child.property("jsse.enableCBCProtection", String.valueOf(jdkProtects));
      Result result = child.run();
      result.check(result.status() == 0, "exit status is not 0");
      result.check(
          result.stderr().stream().noneMatch(l -> l.startsWith("recordsplit: error")), "failed");
      return result.stdout();
    }

    ChildJvm child(String options) {
      ChildJvm child = Providers.netty(ChildJvm.on(jdk).brief(), library, provider);
      child.property("apps.alpn", String.valueOf(alpn));
      return options == null ? child : child.agent(options);
    }
  }
}
