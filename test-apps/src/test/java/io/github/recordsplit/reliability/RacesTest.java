package io.github.recordsplit.reliability;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.recordsplit.apps.CloseRace;
import io.github.recordsplit.apps.Races;
import io.github.recordsplit.harness.Attach;
import io.github.recordsplit.harness.Child;
import io.github.recordsplit.harness.ChildJvm;
import io.github.recordsplit.harness.Jdk;
import io.github.recordsplit.harness.Jdks;
import io.github.recordsplit.harness.Result;
import io.github.recordsplit.library.Providers;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * What may happen at the same time as a payload: another policy or flag, the agent's own arrival,
 * the end of the connection. {@link Races} and {@link CloseRace} check each record, and fail.
 */
@Execution(ExecutionMode.CONCURRENT)
class RacesTest {
  private static final Pattern KIND =
      Pattern.compile("(socket|engine|unknown)=(\\d+)\\+(\\d+)(?: half=(\\d+))?");

  private static final int KINDS = 3;

  @TestFactory
  Stream<DynamicTest> policiesAndFlagsChangeDuringWrites() {
    return Jdks.on(List.of(17), jdk -> swaps(jdk, child -> child, 800));
  }

  @Tag("full")
  @TestFactory
  Stream<DynamicTest> policiesAndFlagsChangeDuringWritesForLonger() {
    return Jdks.each(
        jdk -> {
          swaps(jdk, child -> child, 10_000);
          swaps(jdk, Providers::generated, 10_000);
          swaps(jdk, child -> Providers.bctls(child, Providers.BCTLS), 10_000);
        });
  }

  private static void swaps(Jdk jdk, UnaryOperator<ChildJvm> library, int millis) {
    Result result = run(jdk, library, Races.class, "swap", millis);
    Matcher kind = KIND.matcher(last(jdk, result));
    for (int kinds = 0; kinds < KINDS; kinds++) {
      assertTrue(kind.find(), () -> result.describe("a kind is missing"));
      boolean both = !kind.group(2).equals("0") && !kind.group(3).equals("0");
      assertTrue(both, () -> result.describe("never split, or never whole"));
    }
  }

  @TestFactory
  Stream<DynamicTest> connectionsCloseDuringTheirFirstDecision() {
    return Jdks.on(List.of(17), jdk -> closes(jdk, child -> child, 100));
  }

  @Tag("full")
  @TestFactory
  Stream<DynamicTest> moreConnectionsCloseDuringTheirFirstDecision() {
    return Jdks.each(
        jdk -> {
          closes(jdk, child -> child, 2000);
          closes(jdk, Providers::generated, 2000);
        });
  }

  /** Above a public API a close may come between the two, if the writer is told: no lock waits. */
  private static void closes(Jdk jdk, UnaryOperator<ChildJvm> library, int connections) {
    Result result = run(jdk, child -> library.apply(child).brief(), CloseRace.class, connections);
    boolean known = !result.command().toString().contains("apps.senders");
    assertTrue(result.stdout().size() == KINDS, () -> result.describe("a kind is missing"));
    for (String line : result.stdout()) {
      System.out.println(jdk + ": closed by another thread: " + line);
      Matcher kind = KIND.matcher(line);
      assertTrue(kind.find(), line);
      assertTrue(!kind.group(2).equals("0") && kind.group(3).equals("0"), line);
      boolean inOneStep = known && !line.startsWith("unknown");
      assertTrue(!inOneStep || kind.group(4).equals("0"), line);
      assertTrue(!line.contains(" cut-off=0 "), line);
    }
  }

  /** Connections that are open, and connections that are being made. */
  @Tag("full")
  @TestFactory
  Stream<DynamicTest> theAgentArrivesDuringWrites() {
    return Jdks.some(
        jdk -> {
          for (int i = 0; i < 5; i++) {
            arrives(jdk, child -> child);
            arrives(jdk, Providers::generated);
          }
        });
  }

  private static void arrives(Jdk jdk, UnaryOperator<ChildJvm> library) throws Exception {
    ChildJvm jvm = library.apply(ChildJvm.on(jdk)).property("jsse.enableCBCProtection", "false");
    if (jdk.feature() >= 21) {
      jvm.flag("-XX:+EnableDynamicAgentLoading");
    }
    try (Child child = jvm.main(Races.class, "attach").start()) {
      child.awaitLine("^writing");
      Attach.agent(child, "mode=all,log=off");
      child.awaitLine("^all split");
      Thread.sleep(300);
      child.closeInput();
      last(jdk, child.await().assertSilent());
    }
  }

  private static Result run(
      Jdk jdk, UnaryOperator<ChildJvm> library, Class<?> main, Object... arguments) {
    ChildJvm jvm = library.apply(ChildJvm.on(jdk)).property("jsse.enableCBCProtection", "false");
    String[] words = Stream.of(arguments).map(String::valueOf).toArray(String[]::new);
    Result result = jvm.agent("mode=all,log=off").main(main, words).run();
    result.check(result.status() == 0, "a record that nobody asked for");
    result.check(result.stderr().stream().noneMatch(l -> l.contains("xception")), "an exception");
    return result;
  }

  private static String last(Jdk jdk, Result result) {
    String last = result.stdout().get(result.stdout().size() - 1);
    System.out.println(jdk + ": " + last);
    return last;
  }
}
