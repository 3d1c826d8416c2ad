package io.github.recordsplit.documents;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.recordsplit.harness.Child;
import io.github.recordsplit.harness.Jdk;
import io.github.recordsplit.harness.Jdks;
import io.github.recordsplit.harness.Result;
import io.github.recordsplit.harness.TookPart;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Each command line in the documents and in {@code help} does what it is said to, on each Java that
 * it claims; a new one without a test fails. Not concurrent: names of running JVMs must be alone.
 */
class DocumentsTest {
  @Test
  void eachIsTriedHereOrElsewhere() throws IOException {
    Set<String> unknown = new TreeSet<>();
    Set<String> seen = new TreeSet<>();
    Set<String> tried = lines();
    for (Map.Entry<String, String> each : CommandLines.all().entrySet()) {
      String line = Meaning.of(each.getKey());
      seen.add(line);
      if (!tried.contains(line) && !Elsewhere.has(line)) {
        unknown.add(each.getValue() + ": " + each.getKey() + " (as " + line + ")");
      }
    }
    assertEquals(Set.of(), unknown, "no test runs these, see Example and Elsewhere");
    tried.addAll(Elsewhere.lines());
    tried.removeAll(seen);
    assertEquals(Set.of(), tried, "no document has these any more");
  }

  @TestFactory
  Stream<DynamicTest> eachDoesWhatItIsSaidTo() {
    return Jdks.each(
        jdk -> {
          try (Stand stand = new Stand(jdk)) {
            if (Example.STATUS.jdks.contains(jdk.feature())) {
              stand.startApplications();
            }
            assertAll(
                Arrays.stream(Example.values())
                    .filter(example -> example.jdks.contains(jdk.feature()))
                    .map(example -> () -> check(example, jdk, stand)));
          }
        });
  }

  private static void check(Example example, Jdk jdk, Stand stand) throws IOException {
    if (example.listens()) {
      try (Child listener = stand.start(example)) {
        listener.awaitLine("^" + example.output);
      }
    } else if (!example.needsRecorder() || hasRecorder(jdk)) {
      Result result = stand.run(example.line);
      result.check(result.status() == example.status, "exit status is not " + example.status);
      String said = Stand.said(result);
      Pattern due = Pattern.compile(stand.here(example.output));
      result.check(due.matcher(said).lookingAt(), "it does not begin with " + due);
      String first = said.substring(0, said.indexOf('\n'));
      boolean shown = example != Example.AGENT || CommandLines.readmeShows(first);
      result.check(shown, "README shows another line");
    }
  }

  private static boolean hasRecorder(Jdk jdk) {
    boolean has =
        Stream.of("lib/jfr", "jre/lib/jfr").anyMatch(f -> Files.exists(jdk.home().resolve(f)));
    if (!has) {
      System.out.println(jdk + ": without the flight recorder, its lines skipped");
      TookPart.record(jdk + ": without the flight recorder, its lines skipped");
    }
    return has;
  }

  private static Set<String> lines() {
    return Arrays.stream(Example.values())
        .map(example -> example.line)
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
