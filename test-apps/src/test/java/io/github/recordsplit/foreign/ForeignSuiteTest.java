package io.github.recordsplit.foreign;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.github.recordsplit.harness.Jdk;
import io.github.recordsplit.harness.Jdks;
import io.github.recordsplit.harness.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Runs somebody else's tests of JSSE, of which nothing is in this repository, without the agent and
 * with it, and compares verdict by verdict: {@code mvn -B -Pforeign verify
 * -Dforeign=FOLDER/test/jdk}, with {@code -Dforeign.jdk=17} for another runtime than the tests'
 * own.
 *
 * <p>Under {@code mode=all,scope=any} a receiver that takes one record for one message fails, as
 * the contract has it: {@code foreign/one-record-receivers.txt} names each, with the line that
 * makes it one.
 */
class ForeignSuiteTest {
  private static final List<String> PLACES = List.of("javax/net/ssl", "sun/security/ssl");
  private static final List<String> HARMLESS = List.of("", "mode=none");
  private static final String SPLITTING = "mode=all,scope=any";

  @Tag("full")
  @Test
  void aSmallSuiteOfOurs() throws Exception {
    Path suite = Target.file("test-classes/foreign/suite/any").getParent();
    Map<String, List<String>> changed = compare(suite, Jdks.running());
    assertEquals(
        Map.of(
            SPLITTING,
            List.of("javax/net/ssl/OneRecord.java"),
            "",
            List.of(),
            "mode=none",
            List.of()),
        changed);
  }

  @Test
  void verdictsAreTheSame() throws Exception {
    String folder = System.getProperty("foreign");
    Assumptions.assumeTrue(folder != null, "-Pforeign -Dforeign=FOLDER/test/jdk runs OpenJDK's");
    String version = System.getProperty("foreign.jdk");
    Jdk jdk = version == null ? Jdks.running() : Jdks.assume(Integer.parseInt(version));
    Map<String, List<String>> changed = compare(Path.of(folder).toRealPath(), jdk);
    changed.get(SPLITTING).removeAll(oneRecordReceivers());
    changed.values().forEach(tests -> assertEquals(List.of(), tests, changed::toString));
  }

  /** By what the agent was told: the tests that did not end as without it. */
  private static Map<String, List<String>> compare(Path suite, Jdk jdk) throws Exception {
    Map<String, List<String>> changed = new TreeMap<>();
    List.of(HARMLESS.get(0), HARMLESS.get(1), SPLITTING)
        .forEach(options -> changed.put(options, new ArrayList<>()));
    int tried = 0;
    for (JtregTest test : tests(suite)) {
      Path classes =
          Target.file("foreign/" + test.name().replace(".java", "") + "/any").getParent();
      if (!test.compile(jdk, classes)) {
        System.out.println(test.name() + ": does not compile here, skipped");
        continue;
      }
      boolean alone = test.passes(jdk, classes, null);
      tried++;
      for (Map.Entry<String, List<String>> with : changed.entrySet()) {
        if (test.passes(jdk, classes, agent(with.getKey())) != alone) {
          with.getValue().add(test.name());
        }
      }
    }
    System.out.println(jdk + ": " + tried + " tests of " + suite + ": changed " + changed);
    assertFalse(tried == 0, "no test in " + suite);
    return changed;
  }

  private static String agent(String options) {
    return "-javaagent:"
        + Target.agentJar()
        + "=log=off"
        + (options.isEmpty() ? "" : "," + options);
  }

  private static List<JtregTest> tests(Path suite) throws IOException {
    List<JtregTest> tests = new ArrayList<>();
    for (String place : PLACES) {
      if (!Files.isDirectory(suite.resolve(place))) {
        continue;
      }
      try (Stream<Path> files = Files.walk(suite.resolve(place))) {
        for (Path file : files.filter(f -> f.toString().endsWith(".java")).sorted().toList()) {
          JtregTest test = JtregTest.of(suite, file);
          if (test != null) {
            tests.add(test);
          }
        }
      }
    }
    return tests;
  }

  /** Names, each before the line that makes it one. */
  private static List<String> oneRecordReceivers() throws IOException {
    return Files.readAllLines(Target.file("test-classes/foreign/one-record-receivers.txt")).stream()
        .filter(line -> !line.startsWith("#"))
        .map(line -> line.replaceFirst("\\s.*", ""))
        .toList();
  }
}
