package io.github.recordsplit.feature.outcome;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.recordsplit.apps.Calls;
import io.github.recordsplit.apps.Peers;
import io.github.recordsplit.harness.Child;
import io.github.recordsplit.harness.ChildJvm;
import io.github.recordsplit.harness.Jdk;
import io.github.recordsplit.harness.Jdks;
import io.github.recordsplit.harness.Result;
import io.github.recordsplit.harness.Target;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Receivers that break are suspected within 20 connections, and nobody else ever is. */
@Execution(ExecutionMode.CONCURRENT)
class OutcomesTest {
  /** Ten whole connections, then as many that are split. */
  private static final int EACH = 10;

  private static final Map<String, String> BREAK =
      Map.of(
          "closes", "10 of 10 split connections closed by the peer before any answer",
          "resets", "10 of 10 split connections closed by the peer before any answer",
          "error_answer", "10 of 10 split connections over after one payload",
          "hangs", "10 of 10 split connections never answered",
          "talks_garbage", "10 of 10 split connections closed by the peer before any answer");

  private static final List<String> DO_NOT =
      List.of("never_answers", "answers_once", "is_slow", "greets", "answers");

  private static final Map<String, UnaryOperator<ChildJvm>> LIBRARIES =
      Map.of("SunJSSE", child -> child);

  @TestFactory
  Stream<DynamicTest> findsWhoBreaks() {
    return Stream.of("socket", "engine")
        .flatMap(
            transport ->
                Stream.concat(BREAK.keySet().stream(), DO_NOT.stream())
                    .map(
                        habit ->
                            DynamicTest.dynamicTest(
                                transport + " " + habit,
                                () -> judge("SunJSSE", transport, habit, 2))));
  }

  private static void judge(String library, String transport, String habit, int times) {
    Jdk jdk = Jdks.assume(17);
    try (Child peers = peers(jdk, habit, times);
        Child calls = calls(jdk, library, transport, habit, peers)) {
      String figures = talk(calls, BREAK.containsKey(habit));
      for (String port : ports(peers)) {
        String comparison = comparison(figures, port);
        boolean unheard = transport.equals("engine") && habit.equals("resets");
        String verdict = BREAK.get(unheard ? "hangs" : habit); // no engine is told of a reset
        String due =
            verdict == null
                ? "\"suspect\":null"
                : "\"suspect\":\"SUSPECT client localhost:"
                    + port
                    + ": "
                    + verdict
                    + "; whole ones 0 of 10\"";
        assertTrue(comparison.contains(due), () -> due + "\nnot in\n" + comparison);
        assertTrue(comparison.contains("\"observed\":" + EACH), comparison);
      }
      assertTrue(figures.contains("\"failures\":0,"), figures);
    }
  }

  private static String comparison(String figures, String port) {
    int start =
        figures.indexOf("\"peer\":\"localhost:" + port + '"', figures.indexOf("\"outcomes\""));
    assertTrue(start > 0, figures);
    int end = figures.indexOf("\"current\"", start);
    return figures.substring(start, end);
  }

  private static String talk(Child calls, boolean breaks) {
    calls.type(EACH + "\n");
    calls.awaitLine("^done " + EACH);
    calls.type("mode all\n");
    calls.awaitLine("^done mode all");
    calls.type(EACH + "\n0\n");
    calls.awaitLine("^done 0");
    return status(calls, breaks);
  }

  private static String status(Child calls, boolean breaks) {
    Result result =
        ChildJvm.on(Jdks.running())
            .brief()
            .jar(Target.agentJar(), "status", String.valueOf(calls.pid()), "--json", "--fail-on", "suspect")
            .run();
    assertEquals(breaks ? 1 : 0, result.status(), () -> result.describe("exit status"));
    return result.stdout().get(0);
  }

  private static Child peers(Jdk jdk, String habit, int times) {
    return ChildJvm.on(jdk)
        .brief()
        .property("apps.slowMillis", "400")
        .property("jsse.enableCBCProtection", "false")
        .timeout(Duration.ofMinutes(10))
        .main(Peers.class, habit, String.valueOf(times))
        .start();
  }

  private static List<String> ports(Child peers) {
    return List.of(peers.awaitLine("^ports ((\\d+ ?)+)").group(1).split(" ", -1));
  }

  private static Child calls(Jdk jdk, String library, String transport, String habit, Child peers) {
    String[] arguments =
        Stream.concat(Stream.of(transport), ports(peers).stream()).toArray(String[]::new);
    return LIBRARIES
        .get(library)
        .apply(ChildJvm.on(jdk).brief().agent("mode=none"))
        .property("apps.oneWay", String.valueOf(habit.equals("never_answers")))
        .property("apps.patienceMillis", habit.equals("hangs") ? "100" : "20000")
        .property("apps.lines", habit.equals("is_slow") ? "1" : "3")
        .timeout(Duration.ofMinutes(10))
        .main(Calls.class, arguments)
        .start();
  }
}
