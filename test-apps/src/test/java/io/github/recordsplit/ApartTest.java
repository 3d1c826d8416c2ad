package io.github.recordsplit;

import static java.util.stream.Collectors.joining;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.recordsplit.apps.Lengths;
import io.github.recordsplit.harness.ChildJvm;
import io.github.recordsplit.harness.Jdk;
import io.github.recordsplit.harness.Jdks;
import io.github.recordsplit.harness.Result;
import io.github.recordsplit.harness.Target;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * {@code split apart}: the same records, but the first leaves by itself. A socket makes two writes
 * on its transport; an engine takes one byte with the first {@code wrap} and the rest with the
 * next.
 */
@Execution(ExecutionMode.CONCURRENT)
class ApartTest {
  private static final String KIND = "TLSv1/CBC";
  private static final String SIZES = "0,1,2,16384,16385,40000";
  private static final int MAX_FRAGMENT = 16384;
  private static final String RULES =
      "rules=" + Target.write("apart/rules.txt", "split apart role client\nsplit apart\n");
  private static final String BARE = "io.github.recordsplit.apps.BareLengths";

  @TestFactory
  Stream<DynamicTest> sunJsse() {
    return TlsLibrary.SUN_JSSE.onEach(jdk -> assertApart(own(jdk), "socket,engine"));
  }

  /** Wrappers that no table names, over the JDK's engines: the outer one decides. */
  @TestFactory
  Stream<DynamicTest> wrappers() {
    return Jdks.on(List.of(8, 17, 25), jdk -> assertApart(own(jdk), "unknown"));
  }

  @TestFactory
  Stream<DynamicTest> bctls() {
    return TlsLibrary.BC_JSSE.onEach(
        jdk -> assertApart(() -> Providers.bctls(child(jdk), Providers.BCTLS), "socket,engine"));
  }

  @TestFactory
  Stream<DynamicTest> conscrypt() {
    return TlsLibrary.CONSCRYPT.onEach(
        jdk -> assertApart(() -> Providers.conscrypt(child(jdk)), "socket,engine", "client"));
  }

  private static Supply own(Jdk jdk) {
    return () -> child(jdk);
  }

  private static ChildJvm child(Jdk jdk) {
    return ChildJvm.on(jdk).brief();
  }

  /** A JVM with a TLS library. */
  private interface Supply {
    ChildJvm get();
  }

  private static void assertApart(Supply library, String... words) {
    List<String> all = new ArrayList<>(List.of(KIND, SIZES));
    Collections.addAll(all, words);
    List<String> own = run(library.get(), all);
    assertTrue(own.size() >= 12, () -> "lines: " + own);
    assertEquals(
        own.stream().map(ApartTest::due).collect(joining("\n")),
        String.join("\n", run(library.get().agent(RULES), all)));
  }

  private static List<String> run(ChildJvm child, List<String> words) {
    Result result = child.main(Lengths.class, words.toArray(String[]::new)).run();
    result.check(result.status() == 0, "exit status is not 0");
    result.check(
        result.stderr().stream().noneMatch(l -> l.startsWith("recordsplit: error")), "failed");
    return result.stdout().stream().map(line -> line.replaceAll(" wire=\\S+", "")).toList();
  }

  /** The line that is due instead of one from a run without the agent. */
  private static String due(String line) {
    int size = Integer.parseInt(line.replaceAll(".* (?:client|server) (\\d+) .*", "$1"));
    if (size == 0) {
      return line; // the contract leaves it to the library
    }
    String head = line.substring(0, line.indexOf(" records="));
    List<Integer> records = new ArrayList<>();
    boolean socket = line.contains(" socket ");
    for (int rest = size; rest > 0; ) {
      if (rest > 1 && (!socket || rest == size)) {
        records.add(1);
        rest--;
      }
      records.add(Math.min(rest, MAX_FRAGMENT));
      rest -= Math.min(rest, MAX_FRAGMENT);
    }
    String each = records.stream().map(n -> socket ? "1" : "OK/" + n + "/1").collect(joining(","));
    String list = records.stream().map(String::valueOf).collect(joining(","));
    return head + " records=" + list + (socket ? " writes=" : " wraps=") + each;
  }
}
