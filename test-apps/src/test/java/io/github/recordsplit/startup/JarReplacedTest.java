package io.github.recordsplit.startup;

import static io.github.recordsplit.harness.LiveTraffic.SPLIT;
import static io.github.recordsplit.harness.LiveTraffic.WHOLE;

import io.github.recordsplit.apps.Traffic;
import io.github.recordsplit.harness.ChildJvm;
import io.github.recordsplit.harness.Jars;
import io.github.recordsplit.harness.Jdk;
import io.github.recordsplit.harness.Jdks;
import io.github.recordsplit.harness.LiveTraffic;
import io.github.recordsplit.harness.Result;
import io.github.recordsplit.harness.Target;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * The agent's jar is upgraded under a JVM that runs, in each way that operators have: what runs
 * goes on as it was, follows orders and rules, and says that another jar is there.
 */
@Execution(ExecutionMode.CONCURRENT)
class JarReplacedTest {
  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final int CLIENTS = 2;

  /** Rules that need what was not loaded before. */
  private static final String MORE =
      "split host localhost\nrehearse role server\nupgrade host nowhere.test role client\n";

  private enum Way {
    RENAMED {
      @Override
      void replace(Path jar) throws IOException {
        Path next = other(jar.resolveSibling("next.jar"));
        Files.move(next, jar, StandardCopyOption.ATOMIC_MOVE);
      }
    },
    OVERWRITTEN {
      @Override
      void replace(Path jar) throws IOException {
        other(jar);
      }
    },
    TRUNCATED {
      @Override
      void replace(Path jar) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(jar.toFile(), "rw")) {
          file.setLength(100);
        }
      }
    },
    REMOVED {
      @Override
      void replace(Path jar) throws IOException {
        Files.delete(jar);
      }
    };

    abstract void replace(Path jar) throws IOException;

    /** Another jar, which is shorter and has nothing where the agent's has its packs. */
    private static Path other(Path to) throws IOException {
      return Files.write(to, Files.readAllBytes(Jars.of("other-agent.jar", Traffic.class)));
    }
  }

  /** Java 8 maps jars into memory, so there each way is another. */
  @TestFactory
  Stream<DynamicTest> whatRunsGoesOn() {
    return Stream.concat(
        on(List.of(8), Way.values(), 1), on(List.of(17, 25), new Way[] {Way.OVERWRITTEN}, 1));
  }

  @Tag("full")
  @TestFactory
  Stream<DynamicTest> whatRunsGoesOnEverywhere() {
    return on(Jdks.promised(), Way.values(), 2);
  }

  private static Stream<DynamicTest> on(List<Integer> versions, Way[] ways, int times) {
    List<DynamicTest> tests = new ArrayList<>();
    for (int version : versions) {
      for (Way way : ways) {
        for (boolean before : new boolean[] {true, false}) {
          for (int time = 0; time < times; time++) {
            String name = "Java " + version + ", " + way + (before ? " before" : " after");
            tests.add(
                DynamicTest.dynamicTest(
                    name + " the first TLS class", () -> run(Jdks.assume(version), way, before)));
          }
        }
      }
    }
    return tests.stream();
  }

  private static void run(Jdk jdk, Way way, boolean before) throws Exception {
    String folder = "jar-replaced/" + jdk.feature() + way + before + System.nanoTime();
    Path jar = Files.copy(Target.agentJar(), Target.file(folder + "/agent.jar"));
    Path rules = Files.writeString(Target.file(folder + "/rules"), "split host localhost\n");
    try (LiveTraffic app =
        new LiveTraffic(
            ChildJvm.on(jdk), jar, "rules=" + rules + ",log=connections", CLIENTS, LIMIT, true)) {
      if (before) {
        way.replace(jar);
      }
      app.begin();
      app.awaitAll(SPLIT);
      if (!before) {
        way.replace(jar);
      }
      check(app.ask(jdk, "disable"), "mode none .was selective., until 'enable'");
      app.awaitAll(WHOLE);
      Files.writeString(rules, MORE);
      app.child.awaitLine("^recordsplit: rules changed: ");
      check(app.ask(jdk, "enable"), "mode selective .was none., as configured");
      app.awaitAll(SPLIT);
      Thread.sleep(1200); // it looks once a second
      check(app.ask(jdk, "status"), "  OTHER JAR  the jar on disk (is|has|cannot) .*");
      Result result = app.end().assertSilent();
      result.check(
          result.stderr().stream().noneMatch(l -> l.contains("error")), "an error of ours");
    }
  }

  private static void check(Result result, String regex) {
    result.check(
        result.status() <= 1 && result.stdout().stream().anyMatch(l -> l.matches(regex)),
        "no line is " + regex);
  }
}
