package io.github.recordsplit.startup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.recordsplit.apps.Hello;
import io.github.recordsplit.harness.ChildJvm;
import io.github.recordsplit.harness.Jdk;
import io.github.recordsplit.harness.Jdks;
import io.github.recordsplit.harness.Result;
import io.github.recordsplit.harness.Target;
import io.github.recordsplit.startup.WrongConfigCases.Case;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** A wrong configuration stops the JVM before {@code main}, with exactly one sentence. */
@Execution(ExecutionMode.CONCURRENT)
class WrongConfigTest {
  private static final int AT_LEAST = 40;

  /** How many cases are tried on every Java; all are tried on the one that runs the tests. */
  private static final int EVERYWHERE = 5;

  @TestFactory
  Stream<DynamicTest> everyCaseStopsTheJvm() throws IOException {
    List<Case> cases = WrongConfigCases.read();
    assertTrue(cases.size() >= AT_LEAST, "cases: " + cases.size());
    return IntStream.range(0, cases.size())
        .mapToObj(
            i ->
                DynamicTest.dynamicTest(
                    cases.get(i).error(), () -> run(Jdks.running(), cases.get(i), i)));
  }

  @TestFactory
  Stream<DynamicTest> someCasesStopEveryJvm() throws IOException {
    List<Case> cases =
        WrongConfigCases.read().stream().filter(c -> isAscii(c.options() + c.error())).toList();
    int step = (cases.size() - 1) / (EVERYWHERE - 1);
    return Jdks.each(
        jdk -> {
          for (int i = 0; i < cases.size(); i += step) {
            run(jdk, cases.get(i), i);
          }
        });
  }

  private static void run(Jdk jdk, Case wrong, int number) throws IOException {
    Assumptions.assumeTrue(arrives(wrong.options()), "the JVM would get other characters");
    Path rules = Target.file("wrong/" + jdk.feature() + "-" + number + ".txt");
    Files.deleteIfExists(rules);
    if (wrong.rules() != null) {
      Files.write(rules, wrong.rules());
    }
    Result result =
        ChildJvm.on(jdk)
            .brief()
            .environment("LC_ALL", "C.UTF-8")
            .agent(wrong.options().replace("${rules}", rules.toString()))
            .main(Hello.class)
            .run();
    String sentence = wrong.error().replace("${rules}", rules.toString());
    assertEquals(List.of(sentence), result.stderr());
    assertEquals(List.of(), result.stdout(), "main must not run");
    assertEquals(1, result.status(), "exit status");
  }

  /** No launcher passes on what its locale lacks, and no JVM an agent option beyond U+FFFF. */
  private static boolean arrives(String options) {
    Charset arguments = Charset.forName(System.getProperty("sun.jnu.encoding"));
    return arguments.newEncoder().canEncode(options)
        && options.chars().noneMatch(c -> Character.isSurrogate((char) c));
  }

  private static boolean isAscii(String text) {
    return StandardCharsets.US_ASCII.newEncoder().canEncode(text);
  }
}
