package io.github.recordsplit.reliability;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.recordsplit.apps.FailingAgent;
import io.github.recordsplit.apps.InjectedFailures;
import io.github.recordsplit.harness.ChildJvm;
import io.github.recordsplit.harness.Jdk;
import io.github.recordsplit.harness.Jdks;
import io.github.recordsplit.harness.Result;
import io.github.recordsplit.harness.Target;
import io.github.recordsplit.library.Providers;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Each call from woven code into the agent fails in each way: the application does not notice. */
@Execution(ExecutionMode.CONCURRENT)
class InjectedFailuresTest {
  private static final int POINTS = 8;
  private static final int WAYS = 5;

  /** The JDK's own protection, to which the struck payload is left, splits as well. */
  private static final String SPLIT = "1,99 1,99 1,99 1,99 1,99 1,99";

  /** One frame, on the line itself: a whole stack would tell of the application. */
  private static final Pattern PLACE =
      Pattern.compile(" at io\\.github\\.recordsplit\\.[\\w.$<>]+\\(\\w+\\.java:\\d+\\) ");

  /** As often as it failed, and afterwards split, or upgraded to what needs no splitting. */
  private static final Pattern BEHIND =
      Pattern.compile(" fired=([12]) counted=\\1 last=(1,99|100)$");

  private static final String REFUSED =
      "javax.net.ssl.SSLException: recordsplit: this payload should be split and cannot be"
          + " (on-failure=refuse)";

  private static final Path RULES =
      Target.write("injected/rules", "mode all\nrehearse role client\nupgrade host localhost\n");

  @TestFactory
  Stream<DynamicTest> nobodyNotices() {
    return Stream.of(8, 17, 25)
        .map(v -> DynamicTest.dynamicTest("Java " + v, () -> injected(Jdks.assume(v))));
  }

  @TestFactory
  Stream<DynamicTest> nobodyNoticesBehindAnyEntry() {
    return Jdks.on(List.of(17), InjectedFailuresTest::behindEachEntry);
  }

  @Tag("full")
  @TestFactory
  Stream<DynamicTest> nobodyNoticesBehindAnyEntryOnOthers() {
    return Jdks.on(List.of(8, 25), InjectedFailuresTest::behindEachEntry);
  }

  /** What could not be decided because the agent failed counts as what should be split. */
  @TestFactory
  Stream<DynamicTest> isRefusedWhereAskedFor() {
    return Jdks.on(
        List.of(17),
        jdk -> {
          refused(ChildJvm.on(jdk).brief(), "socket", "unknown");
          refused(Providers.bctls(ChildJvm.on(jdk).brief(), Providers.BCTLS), "socket");
        });
  }

  private static void refused(ChildJvm child, String... words) {
    ChildJvm jvm = child.agent("mode=all,on-failure=refuse,log=off");
    Result result = jvm.property("apps.call", "onDecision").main(FailingAgent.class, words).run();
    for (String word : words) {
      List<String> undecided =
          result.stdout().stream().filter(l -> l.startsWith(word + " | ")).toList();
      result.check(!undecided.isEmpty(), "no decision failed: " + word);
      for (String line : undecided) {
        assertTrue(
            line.contains(" THREW " + REFUSED),
            () -> "on-failure=refuse is ignored when the agent itself fails: " + line);
      }
    }
  }

  private static void behindEachEntry(Jdk jdk) {
    List<String> unknown = List.of("unknown");
    behind(jdk, child -> child, "mode=all", unknown, "unknown");
    behind(jdk, Providers::generated, "mode=all", unknown, "socket");
    behind(
        jdk,
        child -> Providers.bctls(child, Providers.BCTLS),
        "mode=all",
        List.of("bcTls"),
        "socket",
        "engine");
    List<String> byRules = List.of("rehearser", "upgrader");
    behind(jdk, child -> child, "rules=" + RULES, byRules, "socket", "engine");
  }

  private static void behind(
      Jdk jdk,
      UnaryOperator<ChildJvm> library,
      String options,
      List<String> entries,
      String... words) {
    ChildJvm jvm = library.apply(ChildJvm.on(jdk).brief()).agent(options);
    Result result = jvm.main(FailingAgent.class, words).run();
    result.check(result.status() == 0, "the application failed");
    Map<String, Integer> points = new TreeMap<>();
    for (String line : result.stdout()) {
      result.check(BEHIND.matcher(line).find(), line);
      points.merge(line.substring(0, line.indexOf(" | java.")), 1, Integer::sum);
    }
    for (String entry : entries) {
      result.check(points.keySet().stream().anyMatch(p -> p.contains(entry)), entry);
    }
    System.out.println(jdk + ": failures injected behind " + entries + ", all counted: " + points);
  }

  private static void injected(Jdk jdk) {
    ChildJvm jvm = Providers.generated(ChildJvm.on(jdk).brief()).agent("mode=all,log=debug");
    Result result = jvm.main(InjectedFailures.class).run();
    result.check(result.status() == 0, "the application failed");
    List<String> lines = result.stdout();
    result.check(lines.size() == POINTS * WAYS, "lines");
    for (String line : lines) {
      String outcome = line.substring(line.lastIndexOf("| ") + 2);
      assertEquals("fired=true counted=1 records=" + SPLIT, outcome, line);
    }
    List<String> errors =
        result.stderr().stream().filter(l -> l.startsWith("recordsplit: error: ")).toList();
    assertEquals(WAYS, errors.size(), () -> result.describe("one line a kind of failure"));
    assertEquals(WAYS, Set.copyOf(errors).size());
    assertTrue(errors.stream().allMatch(l -> PLACE.matcher(l).find()), () -> "" + errors);
    assertTrue(result.stderr().stream().allMatch(l -> l.startsWith("recordsplit: ")));
    System.out.println(jdk + ": " + lines.size() + " injected failures, all counted: ");
    lines.forEach(l -> System.out.println("  " + l));
  }
}
