package io.github.recordsplit.startup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.recordsplit.apps.Hello;
import io.github.recordsplit.harness.ChildJvm;
import io.github.recordsplit.harness.Jdk;
import io.github.recordsplit.harness.Jdks;
import io.github.recordsplit.harness.Result;
import io.github.recordsplit.harness.Target;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** A program without TLS sees nothing of the agent: no line, no warning, no other exit status. */
@Execution(ExecutionMode.CONCURRENT)
class SilenceTest {
  private static final Path RULES =
      Target.write(
          "rules/silence.txt",
          "mode selective\nsplit class com.acme.** host *.example:443\nuse http-clients\n");

  private static final List<String> OPTIONS =
      List.of(
          "",
          "mode=selective",
          "mode=all,scope=any",
          "mode=none",
          "rules=" + RULES,
          "mode=all,log=debug",
          "mode=all,log=off",
          "mode=all,on-failure=refuse,dump=" + Target.file("silence-dump"));

  private static final Path COPY = copyOfTheJar();

  @TestFactory
  Stream<DynamicTest> nothingIsPrinted() {
    return Jdks.each(
        jdk -> {
          Result without = run(hello(jdk));
          assertEquals(Hello.STATUS, without.status(), () -> without.describe("status"));
          for (String options : OPTIONS) {
            assertSame(without, run(hello(jdk).agent(options)));
          }
        });
  }

  @TestFactory
  Stream<DynamicTest> theEnvironmentVariablePrintsTheJvmsOwnLine() {
    String option = "-javaagent:" + Target.agentJar() + "=mode=all";
    return Jdks.each(
        jdk -> {
          Result with = run(hello(jdk).environment("JAVA_TOOL_OPTIONS", option));
          List<String> due = new ArrayList<>(List.of("Picked up JAVA_TOOL_OPTIONS: " + option));
          due.addAll(hello(jdk).run().stderr());
          assertEquals(due, with.stderr());
          assertEquals(List.of("hello"), with.stdout());
          assertEquals(Hello.STATUS, with.status());
        });
  }

  @TestFactory
  Stream<DynamicTest> theSecondAgentSaysSo() {
    return Jdks.each(
        jdk -> {
          assertSecondSaysSo(jdk, Target.agentJar());
          assertSecondSaysSo(jdk, COPY);
        });
  }

  private static void assertSecondSaysSo(Jdk jdk, Path second) {
    Result with = run(hello(jdk).agent("mode=all").agent(second, "mode=none"));
    List<String> ours = with.stderr().stream().filter(l -> l.startsWith("recordsplit: ")).toList();
    List<String> others = new ArrayList<>(with.stderr());
    others.removeAll(ours);
    assertEquals(1, ours.size(), () -> with.describe("lines of the agent"));
    assertTrue(ours.get(0).contains("already active"), ours::toString);
    assertEquals(hello(jdk).run().stderr(), others);
    assertEquals(List.of("hello"), with.stdout());
    assertEquals(Hello.STATUS, with.status());
  }

  private static void assertSame(Result without, Result with) {
    assertEquals(without.stdout(), with.stdout(), () -> with.describe("stdout"));
    assertEquals(without.stderr(), with.stderr(), () -> with.describe("stderr"));
    assertEquals(without.status(), with.status(), () -> with.describe("status"));
  }

  private static ChildJvm hello(Jdk jdk) {
    return ChildJvm.on(jdk).brief().main(Hello.class);
  }

  private static Result run(ChildJvm jvm) {
    return jvm.run();
  }

  private static Path copyOfTheJar() {
    try {
      Path copy = Target.file("other/agent-again.jar");
      return Files.copy(Target.agentJar(), copy, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
