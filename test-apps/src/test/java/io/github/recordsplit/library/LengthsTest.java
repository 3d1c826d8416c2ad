package io.github.recordsplit.library;

import static io.github.recordsplit.wire.WireModel.Cut.FIRST_WHOLE;
import static io.github.recordsplit.wire.WireModel.Cut.NEVER;
import static io.github.recordsplit.wire.WireModel.Cut.SPLIT;
import static java.util.stream.Collectors.toMap;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.recordsplit.apps.Lengths;
import io.github.recordsplit.harness.ChildJvm;
import io.github.recordsplit.harness.Jdk;
import io.github.recordsplit.harness.Jdks;
import io.github.recordsplit.harness.Result;
import io.github.recordsplit.wire.WireModel;
import io.github.recordsplit.wire.WireModel.Cut;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The matrix: what every mode and scope does to every size of payload, asserted on the wire. */
@Proves(TlsLibrary.SUN_JSSE)
class LengthsTest {
  private static final String VULNERABLE = "TLSv1/CBC";
  private static final List<String> KINDS =
      List.of(VULNERABLE, "TLSv1.2/CBC", "TLSv1.2/GCM", "TLSv1.3/GCM");

  /** Differences of one run that are printed: they tend to come in dozens of the same kind. */
  private static final int SHOWN = 12;

  /** One JVM: the agent's options (null for no agent), the JDK's own protection, what is due. */
  private record Run(
      String options, boolean jdkProtects, List<String> kinds, Map<String, Cut> cuts) {}

  private static final List<Run> RUNS =
      List.of(
          everything(null, Map.of()),
          everything("mode=all,scope=any", every(SPLIT)),
          everything("mode=all,scope=vulnerable", Map.of(VULNERABLE, SPLIT)),
          everything("mode=all,scope=any,first=whole", every(FIRST_WHOLE)),
          everything("mode=none,scope=any", every(NEVER)),
          everything("mode=none,scope=vulnerable", every(NEVER)),
          everything("mode=selective,scope=any", Map.of()),
          everything("mode=selective,scope=vulnerable", Map.of()),
          vulnerable("mode=all,first=whole", true, FIRST_WHOLE),
          vulnerable(null, false, NEVER),
          vulnerable("mode=selective", false, NEVER),
          vulnerable("mode=all", false, SPLIT));

  @TestFactory
  Stream<DynamicTest> everyPayloadLeavesAsItsModeSays() {
    return TlsLibrary.SUN_JSSE.onEach(LengthsTest::matrix);
  }

  /** The golden vector of NSS, by hand, so that the model itself cannot be what is wrong. */
  @TestFactory
  Stream<DynamicTest> goldenVector() {
    String[] filters = {VULNERABLE, "socket", "client", "16405"};
    return Jdks.each(
        jdk ->
            assertEquals(
                List.of(
                    "TLSv1/CBC socket client 16405 first records=1,16384,20 writes=2,1 wire=37,16421,53",
                    "TLSv1/CBC socket client 16405 later records=1,16384,20 writes=2,1 wire=37,16421,53"),
                run(jdk, vulnerable("mode=all", true, SPLIT), filters)));
  }

  /** Nothing makes a longer record of one byte: an explicit IV, and the longest MAC. */
  @TestFactory
  Stream<DynamicTest> theLongestFirstRecordLeavesWithTheRest() {
    return Jdks.on(
        List.of(17),
        jdk -> {
          Result result =
              ChildJvm.on(jdk)
                  .brief()
                  .property("apps.suite", "TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA384")
                  .agent("mode=all,scope=any")
                  .main(Lengths.class, "TLSv1.2/CBC", "socket", "client", "100")
                  .run()
                  .assertSilent();
          assertEquals(
              List.of(
                  "TLSv1.2/CBC socket client 100 first records=1,99 writes=2 wire=85,181",
                  "TLSv1.2/CBC socket client 100 later records=1,99 writes=2 wire=85,181"),
              result.stdout(),
              () -> result.describe("a record of one byte that is longer than most is not held"));
        });
  }

  private static void matrix(Jdk jdk) {
    long start = System.nanoTime();
    List<String> baseline = run(jdk, RUNS.get(0));
    assertTrue(baseline.size() >= 3 * 2 * 2 * 9 * 2, () -> "lines: " + baseline.size());
    WireModel model = new WireModel(baseline);
    // In parallel: a run is one busy thread, and there are some hundreds of seconds of them.
    assertAll(
        jdk.toString(),
        RUNS.parallelStream().map(run -> differences(run, model, run(jdk, run))).toList().stream()
            .map(found -> () -> assertTrue(found.isEmpty(), () -> String.join("\n", found))));
    System.out.printf(
        "Lengths on %s: %d runs of %d payloads, %d s%n",
        jdk, RUNS.size(), baseline.size(), (System.nanoTime() - start) / 1_000_000_000);
  }

  private static List<String> run(Jdk jdk, Run run, String... filters) {
    List<String> words = new ArrayList<>(List.of(filters));
    words.add(String.join(",", run.kinds()));
    ChildJvm child = ChildJvm.on(jdk).main(Lengths.class, words.toArray(String[]::new));
    child.property("jsse.enableCBCProtection", String.valueOf(run.jdkProtects()));
    if (run.options() != null) {
      child.agent(run.options());
    }
    Result result = child.run().assertSilent();
    return result.stdout();
  }

  private static List<String> differences(Run run, WireModel model, List<String> actual) {
    List<String> expected = model.lines(run.kinds(), run.cuts());
    List<String> found = new ArrayList<>();
    for (int i = 0; i < Math.max(actual.size(), expected.size()); i++) {
      String due = i < expected.size() ? expected.get(i) : "nothing";
      String was = i < actual.size() ? actual.get(i) : "nothing";
      if (!due.equals(was)) {
        found.add("  expected " + due + "\n  was      " + was);
      }
    }
    if (!found.isEmpty()) {
      String head = run.options() + ", JDK protects " + run.jdkProtects();
      found.add(0, head + ": " + found.size() + " of " + expected.size() + " lines differ");
    }
    return found.subList(0, Math.min(found.size(), SHOWN));
  }

  private static Run everything(String options, Map<String, Cut> cuts) {
    return new Run(options, true, KINDS, cuts);
  }

  /** Only where the JDK protects by itself: what it would do elsewhere another run shows. */
  private static Run vulnerable(String options, boolean jdkProtects, Cut cut) {
    return new Run(options, jdkProtects, List.of(VULNERABLE), Map.of(VULNERABLE, cut));
  }

  private static Map<String, Cut> every(Cut cut) {
    return KINDS.stream().collect(toMap(kind -> kind, kind -> cut));
  }
}
