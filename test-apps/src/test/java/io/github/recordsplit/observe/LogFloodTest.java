package io.github.recordsplit.observe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.recordsplit.apps.Names;
import io.github.recordsplit.harness.Child;
import io.github.recordsplit.harness.ChildJvm;
import io.github.recordsplit.harness.Jdk;
import io.github.recordsplit.harness.Jdks;
import io.github.recordsplit.harness.Mail;
import io.github.recordsplit.harness.Target;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * A peer that names a server as it likes makes any number of lines with {@code log=connections}:
 * they are bounded, and what an operator must see is seen all the same.
 */
@Execution(ExecutionMode.CONCURRENT)
class LogFloodTest {
  /** At once, and in each of the few minutes that the test may take. */
  private static final int MOST_LINES = 500 + 3 * 60;

  private static final Path RULES =
      Target.write("flood/rules", "never host victim.test\nnever host *.test role server\n");

  private static final Path ONE_VICTIM = Target.write("flood/one", "never host victim.test\n");

  @TestFactory
  Stream<DynamicTest> whatMattersIsSeenBehindManyNames() {
    return Jdks.some(jdk -> flood(jdk, ONE_VICTIM, "names 560 TLSv1.2/GCM", false));
  }

  @Tag("full")
  @TestFactory
  Stream<DynamicTest> whatMattersIsSeenBehindFiveThousandNames() {
    return Jdks.some(jdk -> flood(jdk, ONE_VICTIM, "names 5000 TLSv1.2/GCM", true));
  }

  /** The flood itself is vulnerable, and not protected. */
  @Tag("full")
  @TestFactory
  Stream<DynamicTest> whatMattersIsSeenBehindFiveThousandThatMatter() {
    return Jdks.some(jdk -> flood(jdk, RULES, "names 5000 TLSv1/CBC", true));
  }

  private static void flood(Jdk jdk, Path rules, String names, boolean toItsEnd) throws Exception {
    ChildJvm jvm =
        ChildJvm.on(jdk)
            .timeout(Duration.ofMinutes(toItsEnd ? 5 : 2))
            .agent("mode=all,log=connections,rules=" + rules);
    try (Child child = jvm.main(Names.class).start()) {
      tell(child, "name first.other TLSv1/CBC");
      tell(child, names);
      child.awaitLine("^recordsplit: from here on lines about connections .*are left out");
      if (toItsEnd) {
        child.awaitLine("^recordsplit: \\d+ lines about connections .*were left out");
      }
      tell(child, "name victim.test TLSv1/CBC");
      child.awaitLine("^recordsplit: server victim.test .* VULNERABLE and not protected");
      tell(child, "error");
      child.awaitLine("^recordsplit: error: .*IllegalStateException: broken");
      Mail.ask(child.pid(), "mode", "none");
      tell(child, "again");
      child.awaitLine("server first.other .*never \\(mode none\\), VULNERABLE and not protected");
      child.closeInput();
      List<String> stderr = child.await().stderr();
      long lines = stderr.stream().filter(l -> l.contains("server n")).count();
      assertTrue(lines >= 100, () -> lines + " lines: what comes first is printed");
      assertTrue(lines <= MOST_LINES, () -> lines + " lines");
      assertEquals(
          1,
          stderr.stream()
              .filter(l -> l.contains("first.other") && l.contains("VULNERABLE"))
              .count());
    }
  }

  private static void tell(Child child, String line) {
    child.type(line + "\n");
    child.awaitLine("^done " + line + "$");
  }
}
