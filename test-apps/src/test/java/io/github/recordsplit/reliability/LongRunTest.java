package io.github.recordsplit.reliability;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.recordsplit.apps.LongRun;
import io.github.recordsplit.harness.Child;
import io.github.recordsplit.harness.ChildJvm;
import io.github.recordsplit.harness.Jdk;
import io.github.recordsplit.harness.Jdks;
import io.github.recordsplit.harness.Result;
import io.github.recordsplit.harness.Target;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * 64 connections for 30 minutes, or what {@code -Drecordsplit.minutes} says, under rules that
 * change each second: every byte arrives, and nothing grows.
 */
@Tag("full")
@Execution(ExecutionMode.CONCURRENT)
class LongRunTest {
  private static final int MINUTES = Integer.getInteger("recordsplit.minutes", 30);
  private static final int CONNECTIONS = 64;

  /** What a second's rules may be: for the engines, the sockets, one role, and beyond TLS 1.0. */
  private static final List<String> RULES =
      List.of(
          "split host localhost\n",
          "never host localhost\n",
          "leave host localhost\n",
          "split role client\nnever role server\n",
          "scope any\nfirst whole\nsplit host *:443 role client\n",
          "scope any\nsplit class io.github.recordsplit.apps.**\n",
          "splt host localhost # is refused, and the rules before it stay\n",
          "mode none\n");

  /** From when on it must be flat: by then everything has been loaded and compiled. */
  private static final int SETTLED = 4;

  private static final long MORE_HEAP = 4 << 20;

  /** From the first settled sample to the last, by the line that fits all best. */
  private static final long HEAP_GROWTH = 1 << 20;

  private static final int MORE_THREADS = 8;
  private static final int MORE_FILES = 40;

  @TestFactory
  Stream<DynamicTest> nothingIsLostAndNothingGrows() {
    return Jdks.on(List.of(17, 25), LongRunTest::run);
  }

  private static void run(Jdk jdk) throws Exception {
    Path rules = Target.write("long-run/" + jdk.feature() + ".rules", RULES.get(0));
    try (Child child = start(jdk, rules)) {
      long end = System.nanoTime() + Duration.ofMinutes(MINUTES).toNanos();
      for (int i = 1; System.nanoTime() < end; i++) {
        Thread.sleep(1000);
        Path next =
            Target.write("long-run/" + jdk.feature() + ".next", RULES.get(i % RULES.size()));
        Files.move(next, rules, StandardCopyOption.ATOMIC_MOVE);
      }
      check(jdk, child.await());
    }
  }

  private static Child start(Jdk jdk, Path rules) {
    return ChildJvm.on(jdk)
        .flag("-Xmx256m")
        .property("jsse.enableCBCProtection", "false") // so that only the agent splits
        .agent("rules=" + rules)
        .timeout(Duration.ofMinutes(MINUTES + 10L))
        .main(LongRun.class, "" + 60 * MINUTES, "" + CONNECTIONS)
        .start();
  }

  private static void check(Jdk jdk, Result result) {
    result.stdout().forEach(line -> System.out.println(jdk + ": " + line));
    result.check(result.status() == 0, "exit status is not 0");
    result.check(
        result.stderr().stream().allMatch(l -> l.startsWith("recordsplit: ")), "an exception");
    result.check(
        result.stderr().stream().noneMatch(l -> l.startsWith("recordsplit: error")), "our error");
    List<String> lines = result.stdout();
    String summary = lines.get(lines.size() - 1);
    assertTrue(summary.endsWith(" errors=0"), summary);
    assertTrue(number(summary, "died") > 0 && number(summary, "seen-split") > 0, summary);
    assertTrue(number(summary, "seen-split") < number(summary, "payloads") / 2, summary);
    List<String> settled = lines.subList(SETTLED, lines.size() - 1);
    settled.forEach(sample -> flat(settled.get(0), sample));
    long growth = growth(settled.stream().mapToLong(sample -> number(sample, "heap")).toArray());
    System.out.println(jdk + ": heap growth by the line of best fit: " + growth + " bytes");
    assertTrue(growth <= HEAP_GROWTH, () -> growth + " bytes more heap: " + settled);
  }

  /** What the line of least squares through equally spaced samples climbs from end to end. */
  private static long growth(long... samples) {
    double middle = (samples.length - 1) / 2.0;
    double rise = 0;
    double run = 0;
    for (int i = 0; i < samples.length; i++) {
      rise += (i - middle) * samples[i];
      run += (i - middle) * (i - middle);
    }
    return Math.round(rise / run * (samples.length - 1));
  }

  private static void flat(String before, String after) {
    String both = before + " then " + after;
    assertTrue(number(after, "heap") <= number(before, "heap") + MORE_HEAP, both);
    assertTrue(number(after, "threads") <= number(before, "threads") + MORE_THREADS, both);
    assertTrue(number(after, "files") <= number(before, "files") + MORE_FILES, both);
  }

  private static long number(String line, String name) {
    return Long.parseLong((" " + line).replaceAll(".* " + name + "=(\\d+).*", "$1"));
  }
}
