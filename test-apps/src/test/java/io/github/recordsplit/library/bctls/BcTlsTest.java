package io.github.recordsplit.library.bctls;

import static java.util.stream.Collectors.toList;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.recordsplit.apps.Interleave;
import io.github.recordsplit.apps.Lengths;
import io.github.recordsplit.harness.ChildJvm;
import io.github.recordsplit.harness.Jdk;
import io.github.recordsplit.harness.Jdks;
import io.github.recordsplit.harness.Libraries;
import io.github.recordsplit.harness.Result;
import io.github.recordsplit.harness.Target;
import io.github.recordsplit.library.Proves;
import io.github.recordsplit.library.Providers;
import io.github.recordsplit.library.TlsLibrary;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** BouncyCastle's bctls: its JSSE provider and its bare API, split, left and never split. */
@Execution(ExecutionMode.CONCURRENT)
@Proves({TlsLibrary.BC_JSSE, TlsLibrary.BC_BARE, TlsLibrary.OLD_BC_JSSE, TlsLibrary.OLD_BC_BARE})
class BcTlsTest {
  private static final String NEW = Providers.BCTLS;
  private static final String NEW_FOR_OLD_JDKS = "bctls-jdk15to18-" + TlsLibrary.BC_JSSE.version();
  private static final String OLD = Providers.OLD_BCTLS;
  private static final Path RULES =
      Target.write("bctls/rules.txt", "split role client\nnever role server\n");
  private static final String BARE = "io.github.recordsplit.apps.BareLengths";

  /** {@code ADS_MODE_0_N}: bctls then sends an empty record in front. */
  private static final String EMPTY_RECORDS = "1";

  @TestFactory
  Stream<DynamicTest> newLine() {
    return TlsLibrary.BC_JSSE.onEach(jdk -> byRole(jdk, NEW));
  }

  @TestFactory
  Stream<DynamicTest> oldLine() {
    return TlsLibrary.OLD_BC_JSSE.onEach(jdk -> byRole(jdk, OLD));
  }

  @TestFactory
  Stream<DynamicTest> leftAlone() {
    return Jdks.on(
        List.of(17),
        jdk -> {
          List<String> own = bare(jdk, NEW, null);
          assertEquals(own, bare(jdk, NEW, "mode=selective"));
          assertTrue(
              own.contains(
                  "TLSv1/CBC blocking client 16405 later records=1,16384,1,19 writes=1,1,1,1"),
              () -> "what bctls does: " + own);
        });
  }

  @Tag("full")
  @TestFactory
  Stream<DynamicTest> everyLineOnEveryJdk() {
    return Stream.of(NEW, NEW_FOR_OLD_JDKS, OLD)
        .flatMap(library -> Jdks.each(jdk -> decisions(jdk, library)));
  }

  @TestFactory
  Stream<DynamicTest> noEmptyRecordWhereAnApplicationAskedForThem() {
    return Jdks.on(
        List.of(17),
        jdk -> {
          List<String> own = bare(jdk, NEW_FOR_OLD_JDKS, null, EMPTY_RECORDS);
          assertTrue(
              own.contains("TLSv1/CBC blocking client 2 later records=0,2 writes=1,1"),
              () -> "what bctls does: " + own);
          assertEquals(own, bare(jdk, NEW_FOR_OLD_JDKS, "mode=selective", EMPTY_RECORDS));
          assertDue(own, true, bare(jdk, NEW_FOR_OLD_JDKS, "mode=all", EMPTY_RECORDS));
          assertDue(own, false, bare(jdk, NEW_FOR_OLD_JDKS, "mode=none", EMPTY_RECORDS));
        });
  }

  @TestFactory
  Stream<DynamicTest> sixteenThreadsMixNothing() {
    return Jdks.on(
        List.of(17),
        jdk -> {
          for (String library : List.of(NEW, OLD)) {
            Result result =
                jsse(jdk, library, "mode=all").main(Interleave.class, "TLSv1/CBC").run();
            result.check(result.status() == 0, "mixed");
            assertEquals(List.of("TLSv1/CBC payloads=32000 large=160 mixed=0"), result.stdout());
          }
        });
  }

  /**
   * Each decision shows by itself: bctls alone takes two writes for what the agent sends in one.
   */
  @TestFactory
  Stream<DynamicTest> rulesSeeHostRoleAndClass() {
    return Jdks.on(
        List.of(17),
        jdk -> {
          Path rules =
              Target.write(
                  "bctls/hosts.txt",
                  """
                  split host localhost:1026
                  split class io.github.recordsplit.apps.SocketSender role server
                  """);
          ChildJvm child = jsse(jdk, NEW, "rules=" + rules);
          child.main(Lengths.class, "TLSv1/CBC", "client,server", "2,5");
          assertEquals(
              List.of(
                  "TLSv1/CBC socket client 2 later records=1,1 writes=1,1",
                  "TLSv1/CBC socket client 5 later records=1,4 writes=2",
                  "TLSv1/CBC socket server 2 later records=1,1 writes=2",
                  "TLSv1/CBC socket server 5 later records=1,4 writes=2"),
              facts(output(child)).stream()
                  .filter(l -> l.contains("socket"))
                  .filter(l -> l.contains("later"))
                  .collect(toList()));
        });
  }

  @TestFactory
  Stream<DynamicTest> theFlagInTheSessionComesFirst() {
    return Jdks.on(
        List.of(17),
        jdk -> {
          for (String library : List.of(NEW, OLD)) {
            ChildJvm child = jsse(jdk, library, "mode=all").property("apps.flag", "never");
            List<String> lines =
                output(child.main(Lengths.class, "TLSv1/CBC", transports(library), "100,16405"));
            assertEquals(
                lines.stream().map(line -> BcModel.due(line, false)).collect(toList()),
                facts(lines));
          }
        });
  }

  /** The old line writes each buffer by itself: still one payload, split once. */
  @TestFactory
  Stream<DynamicTest> whatOneWrapGathersIsOnePayload() {
    return Jdks.on(
        List.of(17),
        jdk -> {
          assertEquals("records=1,99 wraps=OK/100/2", gathered(jdk, NEW, "mode=all"));
          assertEquals("records=1,32,67 wraps=OK/100/3", gathered(jdk, OLD, "mode=all"));
          assertEquals("records=33,67 wraps=OK/100/2", gathered(jdk, OLD, "mode=none"));
        });
  }

  private static String gathered(Jdk jdk, String library, String options) {
    ChildJvm child = jsse(jdk, library, options).property("apps.gather", "true");
    List<String> lines = output(child.main(Lengths.class, "TLSv1/CBC", "engine", "client", "100"));
    assertEquals(2, lines.size());
    return BcModel.facts(lines.get(1)).replaceAll(".* later ", "");
  }

  /** A named module, whose private fields nobody else may read. */
  @TestFactory
  Stream<DynamicTest> onTheModulePath() {
    return Jdks.on(
        List.of(17),
        jdk -> {
          ChildJvm child = jsse(jdk, NEW, "mode=all").classPath(Target.apps().toString());
          child.flag("--module-path=" + Target.file("libraries/" + NEW));
          child.flag("--add-modules=ALL-MODULE-PATH");
          List<String> lines = output(child.main(Lengths.class, "TLSv1/CBC", "100"));
          assertEquals(
              lines.stream().map(line -> BcModel.due(line, true)).collect(toList()), facts(lines));
        });
  }

  private static void decisions(Jdk jdk, String library) {
    String transports = transports(library);
    List<String> own = lengths(jdk, library, null, transports);
    assertEquals(facts(own), facts(lengths(jdk, library, "mode=selective", transports)));
    assertDue(own, true, lengths(jdk, library, "mode=all", transports));
    assertDue(own, false, lengths(jdk, library, "mode=none", transports));
    List<String> bare = bare(jdk, library, null);
    assertEquals(bare, bare(jdk, library, "mode=selective"));
    assertDue(bare, true, bare(jdk, library, "mode=all"));
    assertDue(bare, false, bare(jdk, library, "mode=none"));
  }

  /** Two decisions in one JVM: clients split, servers never do. */
  private static void byRole(Jdk jdk, String library) {
    String rules = "rules=" + RULES;
    for (List<String> lines :
        List.of(lengths(jdk, library, rules, transports(library)), bare(jdk, library, rules))) {
      assertDue(only(lines, "client"), true, only(lines, "client"));
      assertDue(only(lines, "server"), false, only(lines, "server"));
    }
  }

  private static List<String> only(List<String> lines, String role) {
    return lines.stream().filter(l -> l.contains(" " + role + " ")).collect(toList());
  }

  /** The old line layers no socket over another. */
  private static String transports(String library) {
    return library.equals(OLD) ? "engine" : "socket,engine";
  }

  private static void assertDue(List<String> own, boolean split, List<String> actual) {
    List<String> due = own.stream().map(line -> BcModel.due(line, split)).collect(toList());
    assertTrue(due.size() >= 9 * 2, () -> "lines: " + due.size());
    assertEquals(String.join("\n", due), String.join("\n", facts(actual)));
  }

  private static List<String> facts(List<String> lines) {
    return lines.stream().map(BcModel::facts).collect(toList());
  }

  private static List<String> lengths(Jdk jdk, String library, String options, String transports) {
    return output(jsse(jdk, library, options).main(Lengths.class, "TLSv1/CBC", transports));
  }

  private static List<String> bare(Jdk jdk, String library, String options, String... mode) {
    String classPath = Libraries.compile("bctls", "BareLengths", library);
    ChildJvm child = child(jdk, options).classPath(classPath).main(BARE, mode);
    return output(child);
  }

  private static ChildJvm jsse(Jdk jdk, String library, String options) {
    return Providers.bctls(child(jdk, options), library);
  }

  private static ChildJvm child(Jdk jdk, String options) {
    ChildJvm child = ChildJvm.on(jdk).brief();
    return options == null ? child : child.agent(options);
  }

  /** bctls logs what it does to stderr, warnings among it: ours are looked for by name. */
  private static List<String> output(ChildJvm child) {
    Result result = child.run();
    result.check(result.status() == 0, "exit status is not 0");
    result.check(
        result.stderr().stream().noneMatch(l -> l.startsWith("recordsplit: error")), "failed");
    result.check(result.stdout().stream().noneMatch(l -> l.endsWith("BAD")), "payload altered");
    return result.stdout();
  }
}
