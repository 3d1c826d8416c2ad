package io.github.recordsplit.library;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.recordsplit.apps.Lengths;
import io.github.recordsplit.harness.ChildJvm;
import io.github.recordsplit.harness.Jdk;
import io.github.recordsplit.harness.Jdks;
import io.github.recordsplit.harness.Result;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The flag that code sends on its session, on each TLS library, on TLS 1.0 and 1.3. */
@Execution(ExecutionMode.CONCURRENT)
class FlagLibrariesTest {
  private static final String WHOLE = "records=100";
  private static final String SPLIT = "records=1,99";
  private static final String NONE = null;

  /** Whose sessions are told the flag; all have engines, and all but Netty sockets too. */
  private enum Library {
    SUN_JSSE,
    BC_JSSE,
    CONSCRYPT,
    NETTY,
    GENERATED;

    ChildJvm in(ChildJvm child) {
      return switch (this) {
        case SUN_JSSE -> child;
        case BC_JSSE -> Providers.bctls(child, Providers.BCTLS);
        case CONSCRYPT -> Providers.conscrypt(child);
        case NETTY ->
            Providers.nettyOnBoringSsl(child)
                .property("apps.senders", "io.github.recordsplit.apps.NettySenders");
        case GENERATED -> Providers.generated(child);
      };
    }
  }

  @TestFactory
  Stream<DynamicTest> onTheJdk() {
    return Jdks.on(List.of(17), jdk -> obeys(Library.SUN_JSSE, jdk));
  }

  @TestFactory
  @Tag("full")
  Stream<DynamicTest> onEachLibrary() {
    return Stream.of(Library.values()).flatMap(library -> Jdks.some(jdk -> obeys(library, jdk)));
  }

  private static void obeys(Library library, Jdk jdk) {
    assertRecords(SPLIT, SPLIT, run(library, jdk, "mode=selective,scope=any", "split", NONE));
    assertRecords(WHOLE, WHOLE, run(library, jdk, "mode=all,scope=any", "never", NONE));
    assertRecords(WHOLE, WHOLE, run(library, jdk, "mode=none,scope=any", "split", NONE));
    assertEquals(run(library, jdk, NONE, NONE, NONE), run(library, jdk, NONE, "split", "never"));
  }

  /** Between the first payload and the next. */
  @TestFactory
  @Tag("full")
  Stream<DynamicTest> changesAfterTheFirstPayload() {
    return Stream.of(Library.values()).flatMap(library -> Jdks.some(jdk -> changes(library, jdk)));
  }

  private static void changes(Library library, Jdk jdk) {
    assertRecords(WHOLE, SPLIT, run(library, jdk, "mode=all,scope=any", "never", "split"));
    assertRecords(SPLIT, WHOLE, run(library, jdk, "mode=all,scope=any", NONE, "never"));
  }

  private static void assertRecords(String first, String later, List<String> lines) {
    assertEquals(
        lines.stream()
            .map(l -> l.replaceAll("records=\\S+", l.contains(" first ") ? first : later))
            .toList(),
        lines);
    assertEquals(0, lines.size() % 4, lines::toString); // two protocols, first and later
    assertTrue(lines.stream().anyMatch(l -> l.startsWith("TLSv1.3/GCM ")), lines::toString);
  }

  private static List<String> run(
      Library library, Jdk jdk, String options, String flag, String later) {
    ChildJvm child =
        library
            .in(ChildJvm.on(jdk).brief())
            .main(Lengths.class, "TLSv1/CBC,TLSv1.3/GCM", "socket,engine", "client", "100");
    if (flag != null) {
      child.property("apps.flag", flag);
    }
    if (later != null) {
      child.property("apps.laterFlag", later);
    }
    Result result = (options == null ? child : child.agent(options)).run();
    result.check(result.status() == 0, "exit status is not 0");
    result.check(
        result.stderr().stream().noneMatch(l -> l.startsWith("recordsplit: error")), "failed");
    return result.stdout();
  }
}
