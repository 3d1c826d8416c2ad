package io.github.recordsplit.feature.outcome;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.recordsplit.apps.Calls;
import io.github.recordsplit.apps.Peers;
import io.github.recordsplit.harness.Child;
import io.github.recordsplit.harness.ChildJvm;
import io.github.recordsplit.harness.Jdk;
import io.github.recordsplit.harness.Jdks;
import io.github.recordsplit.harness.Result;
import io.github.recordsplit.harness.Target;
import io.github.recordsplit.library.Providers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * Of ten peers the five that break on split records are suspected within 20 connections, and the
 * others never are.
 */
@Execution(ExecutionMode.CONCURRENT)
class OutcomesTest {
  /** So many whole connections, then as many that are split. */
  private static final int EACH = 10;

  /** More kinds would be more than the agent keeps. */
  private static final int PEERS_OF_A_HABIT = 25;

  private static final int RUNS = 4;

  private static final String CLOSED =
      "10 of 10 split connections closed by the peer before any answer; whole ones 0 of 10";
  private static final String SILENT =
      "10 of 10 split connections never answered; whole ones 0 of 10";
  private static final String SHORT =
      "10 of 10 split connections over after one payload; whole ones 0 of 10";

  private static final Map<String, String> VERDICTS =
      Map.of(
          "CLOSES", CLOSED,
          "RESETS", CLOSED,
          "ERROR_ANSWER", SHORT,
          "HANGS", SILENT,
          "TALKS_GARBAGE", CLOSED);

  private static final Map<String, UnaryOperator<ChildJvm>> LIBRARIES =
      Map.of(
          "SunJSSE",
          child -> child,
          "bctls",
          child -> Providers.bctls(child, Providers.BCTLS),
          "Netty on OpenSSL",
          child ->
              Providers.nettyOnBoringSsl(child)
                  .property("apps.engines", "io.github.recordsplit.apps.NettyEngines"));

  private static final List<String> WAYS =
      List.of(
          "SunJSSE/socket",
          "SunJSSE/engine",
          "bctls/socket",
          "bctls/engine",
          "Netty on OpenSSL/engine");

  @TestFactory
  Stream<DynamicTest> findsWhoBreaksAndNobodyElse() {
    return WAYS.stream()
        .map(way -> DynamicTest.dynamicTest(way, () -> judge(Jdks.assume(17), way, 1, 300)));
  }

  @TestFactory
  @Tag("full")
  Stream<DynamicTest> findsThemAHundredTimes() {
    return WAYS.stream()
        .flatMap(
            way ->
                IntStream.range(0, RUNS)
                    .mapToObj(
                        run ->
                            DynamicTest.dynamicTest(
                                way + " " + run,
                                () -> judge(Jdks.assume(17), way, PEERS_OF_A_HABIT, 3000))));
  }

  @TestFactory
  @Tag("full")
  Stream<DynamicTest> findsThemOnEachJava() {
    return Jdks.each(
        jdk -> {
          judge(jdk, "SunJSSE/socket", 3, 300);
          judge(jdk, "SunJSSE/engine", 3, 300);
        });
  }

  private static void judge(Jdk jdk, String way, int times, int slowMillis) {
    String[] library = way.split("/", 2);
    try (Child servers = servers(times, slowMillis)) {
      List<String> peers = List.of(servers.awaitLine("^peers (.+)").group(1).split(" ", -1));
      assertEquals(2 * 5 * times, peers.size());
      try (Child calls = calls(jdk, "none", library[0], library[1], peers)) {
        String status = talk(calls);
        for (String peer : peers) {
          assertJudged(status, way, peer.split(":", 2)[0], peer.split(":", 2)[1]);
        }
        assertTrue(status.contains("\"failures\":0,"), status);
        calls.closeInput();
        assertEquals(0, calls.await().status());
      }
    }
  }

  /** With nothing to compare, only who closes at once is suspect, and the line says so. */
  @Test
  void saysSoWhereThereIsNothingToCompare() {
    String verdict =
        "10 of 10 split connections closed by the peer before any answer;"
            + " no whole ones to compare\"";
    try (Child servers = servers(1, 300)) {
      List<String> peers = List.of(servers.awaitLine("^peers (.+)").group(1).split(" ", -1));
      try (Child calls = calls(Jdks.assume(17), "all", "SunJSSE", "socket", peers)) {
        String status = talk(calls, "mode all\n" + EACH + "\n0\n");
        for (String peer : peers) {
          String habit = peer.split(":", 2)[0];
          String comparison = comparison(status, peer.split(":", 2)[1]);
          boolean suspect = CLOSED.equals(VERDICTS.get(habit));
          String due = suspect ? verdict : "\"suspect\":null";
          assertTrue(comparison.contains(due), () -> habit + ' ' + comparison);
        }
      }
    }
  }

  private static void assertJudged(String status, String way, String habit, String port) {
    String comparison = comparison(status, port);
    String verdict = VERDICTS.get(habit);
    if (verdict == null) {
      assertTrue(comparison.contains("\"suspect\":null"), () -> habit + ' ' + comparison);
    } else {
      String due = "\"suspect\":\"SUSPECT client localhost:" + port + ": ";
      assertTrue(comparison.contains(due), () -> habit + ' ' + comparison);
      assertTrue(
          comparison.contains(due + verdict)
              || (isNotTold(way, habit) && comparison.contains(due + SILENT)),
          () -> habit + ' ' + comparison);
    }
    assertTrue(comparison.contains("\"split\":{\"observed\":" + EACH + ','), comparison);
    assertTrue(comparison.contains("\"whole\":{\"observed\":" + EACH + ','), comparison);
  }

  /** No engine is told of a reset, and of some only the application hears what they throw. */
  private static boolean isNotTold(String way, String habit) {
    return way.endsWith("engine")
        && (habit.equals("RESETS") || (way.startsWith("Netty") && habit.equals("TALKS_GARBAGE")));
  }

  private static String comparison(String status, String port) {
    int outcomes = status.indexOf("\"outcomes\"");
    int start = status.indexOf("\"peer\":\"localhost:" + port + '"', outcomes);
    assertTrue(start > 0, () -> port + " in " + status);
    return status.substring(start, status.indexOf("\"current\"", start));
  }

  private static String talk(Child calls) {
    return talk(calls, EACH + "\nmode all\n" + EACH + "\n0\n");
  }

  private static String talk(Child calls, String orders) {
    calls.type(orders);
    calls.awaitLine("^done 0");
    Result result =
        ChildJvm.on(Jdks.running())
            .brief()
            .jar(
                Target.agentJar(),
                "status",
                String.valueOf(calls.pid()),
                "--json",
                "--fail-on",
                "suspect")
            .run();
    assertEquals(1, result.status(), () -> result.describe("exit status"));
    return result.stdout().get(0);
  }

  private static Child servers(int times, int slowMillis) {
    return ChildJvm.on(Jdks.running())
        .brief()
        .property("apps.slowMillis", String.valueOf(slowMillis))
        .property("jsse.enableCBCProtection", "false")
        .timeout(Duration.ofMinutes(10))
        .main(Peers.class, String.valueOf(times))
        .start();
  }

  private static Child calls(
      Jdk jdk, String mode, String library, String transport, List<String> peers) {
    String[] arguments = Stream.concat(Stream.of(transport), peers.stream()).toArray(String[]::new);
    return LIBRARIES
        .get(library)
        .apply(ChildJvm.on(jdk).brief().agent("mode=" + mode + ",log=off"))
        .timeout(Duration.ofMinutes(10))
        .main(Calls.class, arguments)
        .start();
  }
}
