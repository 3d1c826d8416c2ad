package io.github.recordsplit.library;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.util.stream.Collectors.joining;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.recordsplit.apps.Interleave;
import io.github.recordsplit.apps.Lengths;
import io.github.recordsplit.apps.LineServer;
import io.github.recordsplit.harness.Child;
import io.github.recordsplit.harness.ChildJvm;
import io.github.recordsplit.harness.Jdk;
import io.github.recordsplit.harness.Jdks;
import io.github.recordsplit.harness.Libraries;
import io.github.recordsplit.harness.Protocol;
import io.github.recordsplit.harness.RecordClient;
import io.github.recordsplit.harness.Result;
import io.github.recordsplit.harness.Target;
import io.github.recordsplit.harness.Tls;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * {@code split apart}: the same records, but the first leaves by itself. A socket makes two writes
 * on its transport; an engine takes one byte with the first {@code wrap} and the rest with the
 * next.
 */
@Execution(ExecutionMode.CONCURRENT)
class ApartTest {
  private static final String KIND = "TLSv1/CBC";
  private static final String SIZES = "0,1,2,16384,16385,40000";
  private static final String RULES =
      "rules=" + Target.write("apart/rules.txt", "split apart role client\nsplit apart\n");
  private static final List<Integer> JDKS = List.of(8, 17, 25);
  private static final String NEWER = "TLSv1.2/CBC,TLSv1.2/GCM,TLSv1.3/GCM";
  private static final String NEW_FOR_OLD_JDKS = "bctls-jdk15to18-" + TlsLibrary.BC_JSSE.version();
  private static final String BARE = "io.github.recordsplit.apps.BareLengths";

  @TestFactory
  Stream<DynamicTest> sunJsse() {
    return Jdks.on(JDKS, jdk -> assertApart(own(jdk), "socket,engine"));
  }

  @Tag("full")
  @TestFactory
  Stream<DynamicTest> sunJsseInAnyScope() {
    return TlsLibrary.SUN_JSSE.onEach(
        jdk -> assertApart(RULES + ",scope=any", own(jdk), NEWER, SIZES, "socket,engine"));
  }

  /** The second is the JDK's own: the outer one decides. */
  @TestFactory
  Stream<DynamicTest> wrappers() {
    return Jdks.on(List.of(17), jdk -> assertApart(own(jdk), "unknown"));
  }

  @TestFactory
  Stream<DynamicTest> bctls() {
    return Jdks.on(List.of(17), jdk -> assertApart(bc(jdk, Providers.BCTLS), "socket,engine"));
  }

  @TestFactory
  Stream<DynamicTest> conscrypt() {
    return Jdks.on(
        List.of(17),
        jdk -> assertApart(() -> Providers.conscrypt(child(jdk)), "socket,engine", "client"));
  }

  @Tag("full")
  @TestFactory
  Stream<DynamicTest> everyLibrary() {
    return Jdks.on(JDKS, ApartTest::everyLibrary);
  }

  private static void everyLibrary(Jdk jdk) {
    assertApart(own(jdk), "unknown");
    assertApart(() -> Providers.generated(child(jdk)));
    assertApart(bc(jdk, Providers.BCTLS), "socket,engine");
    assertApart(bc(jdk, NEW_FOR_OLD_JDKS), "socket,engine");
    assertApart(bc(jdk, Providers.OLD_BCTLS), "engine");
    assertApart(() -> Providers.conscrypt(child(jdk)), "socket,engine", "client");
    assertApart(() -> Providers.wildFlyOpenSsl(child(jdk)), "client");
    for (TlsLibrary netty : List.of(TlsLibrary.NETTY_4_1, TlsLibrary.NETTY_4_2)) {
      for (String provider : List.of("OPENSSL", "JDK")) {
        assertApart(() -> netty(jdk, netty.version(), provider), "engine");
      }
    }
    if (jdk.feature() == 8) {
      assertApart(() -> Providers.openJsse(child(jdk)), "socket,engine");
    }
  }

  /** Who takes the output of the bare API himself takes both records at once, and is told. */
  @Tag("full")
  @TestFactory
  Stream<DynamicTest> bareBctls() {
    return Jdks.on(JDKS, jdk -> assertBare(jdk, Providers.BCTLS));
  }

  /** What is decided between the two calls is for the payloads that follow. */
  @TestFactory
  Stream<DynamicTest> theRestFollowsWhateverIsDecidedMeanwhile() {
    return Jdks.on(
        List.of(17),
        jdk -> {
          for (String transport : List.of("engine", "unknown")) {
            ChildJvm child = child(jdk).agent(RULES).property("apps.flagBetween", "never");
            assertEquals(
                List.of(
                    "first records=1,99 wraps=OK/1/1,OK/99/1", "later records=100 wraps=OK/100/1"),
                run(child, KIND, transport, "client", "100").stream()
                    .map(line -> line.replaceAll(".*100 (first|later)", "$1"))
                    .toList());
          }
        });
  }

  /** A server's socket, its records, and what is said of them. */
  @TestFactory
  Stream<DynamicTest> theOperatorIsTold() {
    return Jdks.on(List.of(17), ApartTest::told);
  }

  private static void told(Jdk jdk) throws IOException {
    ChildJvm server = child(jdk).agent(RULES + ",log=connections").main(LineServer.class, KIND);
    try (Child running = server.start()) {
      int port = Integer.parseInt(running.awaitLine("^port (\\d+)").group(1));
      try (RecordClient client = RecordClient.connect(Tls.V1_0_CBC, Protocol.LINE, port)) {
        byte[][] request = {"hello\n".getBytes(US_ASCII)};
        assertEquals(List.of(1, 5), client.exchange(request).records());
        running.awaitLine("split apart \\(\\S+:2: split apart\\), apart: two writes; with Nagle");
        String pid = String.valueOf(running.pid());
        Result status = child(jdk).jar(Target.agentJar(), "status", pid).run();
        status.check(status.status() == 0, "exit status is not 0");
        String text = String.join("\n", status.stdout());
        status.check(text.contains("txt:2: split apart\n            apart: two writes; "), "cost");
        status.check(text.contains("split apart by "), "kind");
        Result json = child(jdk).jar(Target.agentJar(), "status", "--json", pid).run();
        json.check(json.stdout().get(0).contains("\"done\":\"split\",\"apart\":true"), "");
      }
      running.await().assertClean();
    }
  }

  @Tag("full")
  @TestFactory
  Stream<DynamicTest> sixteenThreadsMixNothing() {
    return Jdks.on(
        JDKS,
        jdk -> {
          for (Supply library :
              List.of(
                  own(jdk),
                  bc(jdk, Providers.BCTLS),
                  (Supply) () -> Providers.generated(child(jdk)))) {
            Result result = library.get().agent(RULES).main(Interleave.class, KIND).run();
            result.check(result.status() == 0, "mixed");
            assertEquals(List.of(KIND + " payloads=32000 large=160 mixed=0"), result.stdout());
          }
        });
  }

  private static Supply own(Jdk jdk) {
    return () -> child(jdk);
  }

  private static ChildJvm child(Jdk jdk) {
    return ChildJvm.on(jdk).brief();
  }

  private static ChildJvm netty(Jdk jdk, String version, String provider) {
    return child(jdk)
        .classPath(Providers.netty(version))
        .property("apps.senders", "io.github.recordsplit.apps.NettySenders")
        .property("apps.netty", provider)
        .property("apps.alpn", "false");
  }

  private static Supply bc(Jdk jdk, String library) {
    return () -> Providers.bctls(child(jdk), library);
  }

  /** A JVM with a TLS library. */
  private interface Supply {
    ChildJvm get();
  }

  private static void assertBare(Jdk jdk, String library) {
    Supply bare = () -> child(jdk).classPath(Libraries.compile("bctls", "BareLengths", library));
    List<String> own = bare.get().main(BARE).run().stdout();
    Result result = bare.get().agent(RULES + ",log=connections").main(BARE).run();
    assertEquals(
        own.stream().map(ApartTest::dueOfBare).collect(joining("\n")),
        result.stdout().stream().map(ApartTest::facts).collect(joining("\n")));
    result.check(
        result.stderr().stream().anyMatch(l -> l.contains("CANNOT: who uses bctls takes both")),
        "not told");
  }

  private static String dueOfBare(String line) {
    String due = due(facts(line).replace(" blocking ", " socket "), 16384);
    return due.replace(" socket ", " blocking ").replaceAll("( nonblocking .*) writes=.*", "$1");
  }

  /** Of the bare API that does not block only the records: its owner takes all that there is. */
  private static String facts(String line) {
    return line.replaceAll("( nonblocking .*) writes=.*", "$1").replaceAll(" wire=.*", "");
  }

  private static void assertApart(Supply library, String... words) {
    List<String> all = new ArrayList<>(List.of(KIND, SIZES));
    Collections.addAll(all, words);
    assertApart(RULES, library, all.toArray(String[]::new));
  }

  private static void assertApart(String options, Supply library, String... words) {
    List<String> own = run(library.get(), words);
    assertTrue(own.size() >= 12, () -> "lines: " + own);
    assertEquals(
        own.stream().map(line -> due(line, fragment(own, line))).collect(joining("\n")),
        String.join("\n", run(library.get().agent(options), words)));
  }

  /** The most that goes into a record, which is the library's own affair. */
  private static int fragment(List<String> own, String line) {
    String kind = line.substring(0, line.indexOf(' ') + 1);
    if (kind.equals(KIND + " ")) {
      return 16384; // some split all that they send, and show less
    }
    return own.stream()
        .filter(l -> l.startsWith(kind))
        .flatMap(l -> Stream.of(l.replaceAll(".* records=(\\S+) .*", "$1").split(",", -1)))
        .filter(n -> !n.equals("-"))
        .mapToInt(Integer::parseInt)
        .max()
        .orElseThrow();
  }

  private static List<String> run(ChildJvm child, String... words) {
    Result result = child.main(Lengths.class, words).run();
    result.check(result.status() == 0, "exit status is not 0");
    result.check(
        result.stderr().stream().noneMatch(l -> l.startsWith("recordsplit: error")), "failed");
    return result.stdout().stream().map(ApartTest::facts).toList();
  }

  /** The line that is due instead of one from a run without the agent. */
  private static String due(String line, int fragment) {
    int size = Integer.parseInt(line.replaceAll(".* (?:client|server) (\\d+) .*", "$1"));
    if (size == 0) {
      return line; // the contract leaves it to the library
    }
    String head = line.substring(0, line.indexOf(" records="));
    List<Integer> records = new ArrayList<>();
    boolean socket = !line.contains(" engine ") && !line.contains(" unknown ");
    for (int rest = size; rest > 0; ) {
      if (rest > 1 && (!socket || rest == size)) {
        records.add(1);
        rest--;
      }
      records.add(Math.min(rest, fragment));
      rest -= Math.min(rest, fragment);
    }
    String each = records.stream().map(n -> socket ? "1" : "OK/" + n + "/1").collect(joining(","));
    String list = records.stream().map(String::valueOf).collect(joining(","));
    return head + " records=" + list + (socket ? " writes=" : " wraps=") + each;
  }
}
