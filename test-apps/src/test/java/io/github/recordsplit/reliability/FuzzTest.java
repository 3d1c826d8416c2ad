package io.github.recordsplit.reliability;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.recordsplit.harness.Artifacts;
import io.github.recordsplit.harness.ChildJvm;
import io.github.recordsplit.harness.Jdks;
import io.github.recordsplit.harness.Result;
import io.github.recordsplit.harness.Target;
import io.github.recordsplit.harness.TlsStreamFuzz;
import io.github.recordsplit.rules.HostFuzz;
import io.github.recordsplit.rules.OptionsFuzz;
import io.github.recordsplit.rules.RulesFuzz;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * Coverage-guided fuzzing of what reads foreign text and bytes, from seeds that are in {@code
 * fuzz/}. {@code -Dfuzz.seconds} says for how long each target is tried; the profile {@code fuzz}
 * makes it ten minutes.
 */
@Execution(ExecutionMode.CONCURRENT)
class FuzzTest {
  private static final String JAZZER = "com.code-intelligence:jazzer:0.24.0";
  private static final int SECONDS = Integer.getInteger("recordsplit.fuzz.seconds", 5);
  private static final Pattern DONE = Pattern.compile("Done (\\d+) runs in \\d+ second");

  /** Fewer in a second than any target makes here in a tenth of one. */
  private static final int LEAST_RUNS = 100;

  @TestFactory
  Stream<DynamicTest> nothingIsFound() {
    return Stream.of(
        target("rules", RulesFuzz.class),
        target("options", OptionsFuzz.class),
        target("host", HostFuzz.class),
        target("records", TlsStreamFuzz.class));
  }

  private static DynamicTest target(String name, Class<?> target) {
    return DynamicTest.dynamicTest(name, () -> fuzz(name, target));
  }

  private static void fuzz(String name, Class<?> target) throws Exception {
    Path folder = Target.file("fuzz/" + name + "/corpus");
    Files.createDirectories(folder);
    Result result =
        ChildJvm.on(Jdks.running())
            .brief()
            .classPath(classPath())
            .timeout(Duration.ofSeconds(SECONDS + 120L))
            .main("com.code_intelligence.jazzer.Jazzer", arguments(name, target, folder))
            .run();
    assertEquals(0, result.status(), () -> result.describe("the fuzzer found something"));
    Matcher done = DONE.matcher(String.join("\n", result.stderr()));
    assertTrue(done.find(), () -> result.describe("it did not run to its end"));
    int runs = Integer.parseInt(done.group(1));
    assertTrue(runs > LEAST_RUNS * SECONDS, () -> result.describe("hardly any runs"));
    System.out.println("fuzzed " + name + ": " + runs + " inputs in " + SECONDS + " s");
  }

  private static String[] arguments(String name, Class<?> target, Path folder) {
    List<String> arguments =
        List.of(
            "--target_class=" + target.getName(),
            "--instrumentation_includes=io.github.recordsplit.**",
            "--reproducer_path=" + folder.getParent(),
            "-artifact_prefix=" + folder.getParent() + File.separator,
            "-max_total_time=" + SECONDS,
            "-timeout=10",
            folder.toString(),
            seeds(name).toString());
    return arguments.toArray(String[]::new);
  }

  private static Path seeds(String name) {
    return Target.file("test-classes/fuzz").resolve(name);
  }

  private static String classPath() throws IOException {
    return String.join(
        File.pathSeparator,
        Artifacts.classPath(JAZZER),
        Target.file("test-classes").toString(),
        agentClasses().toString());
  }

  /** The agent's jar as classes: what Maven names after its version. */
  private static Path agentClasses() throws IOException {
    try (Stream<Path> files = Files.list(Target.agentJar().getParent())) {
      return files.filter(f -> f.toString().endsWith("-classes.jar")).findAny().orElseThrow();
    }
  }
}
