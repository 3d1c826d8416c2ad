package io.github.recordsplit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.recordsplit.apps.InjectedFailures;
import io.github.recordsplit.harness.ChildJvm;
import io.github.recordsplit.harness.Jdk;
import io.github.recordsplit.harness.Jdks;
import io.github.recordsplit.harness.Result;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
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

  @TestFactory
  Stream<DynamicTest> nobodyNotices() {
    return Stream.of(8, 17, 25)
        .map(v -> DynamicTest.dynamicTest("Java " + v, () -> injected(Jdks.assume(v))));
  }

  private static void injected(Jdk jdk) {
    ChildJvm jvm = ChildJvm.on(jdk).brief().agent("mode=all,log=debug");
    if (jdk.feature() > 8) {
      jvm.flag("--add-opens=java.base/java.lang=ALL-UNNAMED");
    }
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
