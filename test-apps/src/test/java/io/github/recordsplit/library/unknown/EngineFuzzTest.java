package io.github.recordsplit.library.unknown;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.recordsplit.apps.fuzz.EngineFuzz;
import io.github.recordsplit.harness.ChildJvm;
import io.github.recordsplit.harness.Jdk;
import io.github.recordsplit.harness.Jdks;
import io.github.recordsplit.harness.Result;
import io.github.recordsplit.harness.Target;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * Random sequences on engines that no table names, each call compared with what the engine alone
 * would have done. The seed is printed, and {@code -Drecordsplit.fuzz.seed} repeats it.
 */
@Execution(ExecutionMode.CONCURRENT)
class EngineFuzzTest {
  private static final int FEW = 2_000;
  private static final int MANY = 100_000;
  private static final Pattern NUMBER = Pattern.compile("(\\w+)=(\\d+)");

  @TestFactory
  Stream<DynamicTest> isTheSameEngineToItsCaller() {
    return Jdks.some(jdk -> sequences(jdk, FEW));
  }

  @Tag("full")
  @TestFactory
  Stream<DynamicTest> isTheSameEngineToItsCallerInFull() {
    return Jdks.some(jdk -> sequences(jdk, MANY));
  }

  private static void sequences(Jdk jdk, int count) {
    long seed = Long.getLong("recordsplit.fuzz.seed", System.nanoTime());
    Path rules =
        Target.write(
            "fuzz/" + count + "-" + jdk.feature() + ".rules",
            "split host split\nnever host never\nleave host leave\n");
    Result result =
        ChildJvm.on(jdk)
            .agent("rules=" + rules)
            .timeout(Duration.ofMinutes(20))
            .main(EngineFuzz.class, String.valueOf(count), String.valueOf(seed))
            .run()
            .assertSilent();
    System.out.println("engine fuzz on " + jdk + ", seed " + seed + ": " + result.stdout());
    assertEquals(1, result.stdout().size());
    Map<String, Integer> met = numbers(result.stdout().get(0));
    assertEquals(6, met.size());
    assertTrue(met.remove("pairs") > count / 2, result::toString);
    met.forEach(
        (what, times) -> assertTrue(times > count / 1000, () -> "hardly any " + what + ": " + met));
  }

  private static Map<String, Integer> numbers(String line) {
    Map<String, Integer> numbers = new TreeMap<>();
    Matcher number = NUMBER.matcher(line);
    while (number.find()) {
      numbers.put(number.group(1), Integer.valueOf(number.group(2)));
    }
    return numbers;
  }
}
