package io.github.recordsplit.feature.rehearse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.recordsplit.apps.framing.FramingClient;
import io.github.recordsplit.apps.framing.FramingReceivers;
import io.github.recordsplit.apps.framing.ReadTranscript;
import io.github.recordsplit.harness.Child;
import io.github.recordsplit.harness.ChildJvm;
import io.github.recordsplit.harness.Jdk;
import io.github.recordsplit.harness.Jdks;
import io.github.recordsplit.harness.Result;
import io.github.recordsplit.harness.Target;
import io.github.recordsplit.library.Providers;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** An application under rehearsal reads as if its peer split, and what becomes of it is told. */
@Execution(ExecutionMode.CONCURRENT)
class RehearsalTest {
  private static final Path RULES = Target.write("rehearsal/rules", "rehearse role server\n");
  private static final List<String> RECEIVERS =
      List.of(
          "OneReadSocketReceiver",
          "OneReadEngineReceiver",
          "ReadOnSocketReceiver",
          "ReadOnEngineReceiver");

  private static final String CONSCRYPT = "conscrypt";
  private static final String CONSCRYPT_ON_DESCRIPTORS = "conscrypt on descriptors";

  /** Only who never answers is waited for so long. */
  private static final String PATIENCE_MILLIS = "2000";

  /** What the client sees of a receiver that takes one read for one message, by its fault. */
  private static final Map<String, String> SEEN =
      new TreeMap<>(Map.of("answer", "malformed", "close", "closed", "die", "silent"));

  private static final Map<String, String> OUTCOME =
      Map.of("answer", "answered", "close", "closed", "die", "threadEnded");

  @TestFactory
  Stream<DynamicTest> tellsReceiversApart() {
    return Jdks.some(jdk -> tellApart(jdk, "answer", 3));
  }

  @TestFactory
  @Tag("full")
  Stream<DynamicTest> tellsReceiversApartAHundredTimes() {
    return SEEN.keySet().stream().flatMap(fault -> Jdks.some(jdk -> tellApart(jdk, fault, 100)));
  }

  private static void tellApart(Jdk jdk, String fault, int times) {
    try (Child receivers = receivers(jdk, fault, "rules=" + RULES)) {
      List<String> seen = talk(times, ports(receivers));
      List<String> due = new ArrayList<>();
      List<String> fates = List.of(SEEN.get(fault), SEEN.get(fault), "right", "right");
      for (int i = 0; i < 4; i++) {
        due.addAll(Collections.nCopies(times, i + " " + fates.get(i)));
      }
      assertEquals(due, seen);
      String status = status(receivers);
      for (int i = 0; i < 4; i++) {
        String outcome = i < 2 ? OUTCOME.get(fault) : "readOn";
        String finding = finding(status, RECEIVERS.get(i));
        assertTrue(finding.contains("\"payloads\":" + times + ","), finding);
        assertTrue(finding.contains("\"" + outcome + "\":" + times + ","), finding);
        assertTrue(finding.endsWith("\"survives\":" + (i >= 2)), finding);
      }
      assertTrue(status.contains("\"failures\":0,"), status);
      end(receivers).assertSilent();
    }
  }

  /** Sockets and engines of bctls, of both its lines, and of what no table names. */
  @TestFactory
  Stream<DynamicTest> tellsReceiversApartOnOtherLibraries() {
    return Stream.of(Providers.BCTLS, Providers.OLD_BCTLS, CONSCRYPT, CONSCRYPT_ON_DESCRIPTORS)
        .map(library -> DynamicTest.dynamicTest(library, () -> tellApartOn(library)));
  }

  private static void tellApartOn(String library) {
    boolean bctls = library.startsWith("bctls");
    ChildJvm jvm = ChildJvm.on(Jdks.assume(17)).brief().agent("rules=" + RULES);
    ChildJvm provided =
        bctls ? Providers.bctls(jvm, library) : conscrypt(jvm, library.equals(CONSCRYPT));
    try (Child receivers = provided.main(FramingReceivers.class, "answer").start()) {
      String[] ports = ports(receivers);
      List<String> seen = talk(3, ports);
      for (int i = 0; i < 4; i++) {
        String fate = i + (i < 2 ? " malformed" : " right");
        assertEquals(3, Collections.frequency(seen, fate), () -> fate + " in " + seen);
      }
      String status = status(receivers);
      for (int i = 0; i < 4; i++) {
        String finding = finding(status, RECEIVERS.get(i));
        assertTrue(finding.contains("\"payloads\":3,"), finding);
        assertTrue(finding.contains(i < 2 ? "\"answered\":3," : "\"readOn\":3,"), finding);
      }
      assertTrue(status.contains("\"failures\":0,"), status);
      receivers.closeInput();
    }
  }

  /** Its sockets stand on its engines, or read their transport's descriptor by native code. */
  private static ChildJvm conscrypt(ChildJvm jvm, boolean onEngines) {
    for (String opened : List.of("java.net", "java.io", "sun.nio.ch")) {
      jvm.flag("--add-opens=java.base/" + opened + "=ALL-UNNAMED");
    }
    return Providers.conscrypt(jvm).property("apps.engineSockets", String.valueOf(onEngines));
  }

  /** What stands in {@code status --json} about a class that reads, or calls what does. */
  private static String finding(String status, String receiver) {
    int rehearsal = status.indexOf("\"rehearsal\":");
    int end = status.indexOf('}', status.indexOf("." + receiver, rehearsal));
    assertTrue(end > rehearsal, status);
    return status.substring(status.lastIndexOf('{', end), end);
  }

  /** The reads of an application are those that it has with a peer that splits. */
  @TestFactory
  Stream<DynamicTest> readsAsIfThePeerSplit() {
    return Jdks.some(jdk -> compareReads(jdk, "TLSv1.2"));
  }

  @TestFactory
  @Tag("full")
  Stream<DynamicTest> readsAsIfThePeerSplitInOtherProtocols() {
    return Jdks.each(
        jdk -> {
          compareReads(jdk, "TLSv1");
          compareReads(jdk, "TLSv1.3");
        });
  }

  private static void compareReads(Jdk jdk, String protocol) {
    Result split = transcript(jdk, "split", protocol, "");
    Result rehearsed = transcript(jdk, "whole", protocol, "rules=" + RULES);
    Result whole = transcript(jdk, "whole", protocol, "");
    assertFalse(whole.stdout().equals(split.stdout()), () -> whole.describe("nothing to see"));
    assertEquals(split.stdout(), rehearsed.stdout(), () -> rehearsed.describe("rehearsed"));
  }

  private static Result transcript(Jdk jdk, String peer, String protocol, String options) {
    return ChildJvm.on(jdk)
        .brief()
        .agent(options)
        .property("jsse.enableCBCProtection", "false")
        .main(ReadTranscript.class, peer, protocol)
        .run()
        .assertSilent();
  }

  /** Nothing of it is loaded where no rule asks for it. */
  @Test
  void loadsNothingWithoutARule() {
    Jdk jdk = Jdks.assume(17);
    assertEquals(List.of(), loaded(jdk, "mode=all"));
    assertFalse(loaded(jdk, "rules=" + RULES).isEmpty());
  }

  private static List<String> loaded(Jdk jdk, String options) {
    Result result =
        ChildJvm.on(jdk)
            .brief()
            .flag("-verbose:class")
            .agent(options)
            .main(ReadTranscript.class, "whole", "TLSv1.2")
            .run();
    assertEquals(0, result.status(), () -> result.describe("status"));
    return result.stdout().stream().filter(l -> l.matches(".*(Rehears|\\.Reading).*")).toList();
  }

  /** A rule that comes, goes, and is switched off: each holds for the next payload. */
  @Test
  void followsRules() throws IOException {
    follow(Jdks.assume(17));
  }

  @TestFactory
  @Tag("full")
  Stream<DynamicTest> followsRulesElsewhere() {
    return Jdks.on(List.of(8, 25), RehearsalTest::follow);
  }

  private static void follow(Jdk jdk) throws IOException {
    Path rules = Target.write("rehearsal/live-" + jdk.feature(), "never host nowhere\n");
    try (Child receivers = receivers(jdk, "answer", "rules=" + rules)) {
      String port = ports(receivers)[0];
      assertEquals(List.of("0 right"), talk(1, port));
      Target.write("rehearsal/live-" + jdk.feature(), "rehearse class **.OneReadSocket*\n");
      receivers.awaitLine("rules changed");
      assertEquals(List.of("0 malformed"), talk(1, port));
      assertEquals(List.of("0 right"), talk(1, ports(receivers)[1]));
      ask(receivers, "disable");
      assertEquals(List.of("0 right"), talk(1, port));
      end(receivers).assertSilent();
    }
  }

  /** When the JVM ends its log has what came of it, and which rule was for nothing. */
  @TestFactory
  Stream<DynamicTest> sumsUpWhenTheJvmEnds() {
    return Jdks.some(
        jdk -> {
          Path rules =
              Target.write("rehearsal/sum", "rehearse host nowhere.test\nrehearse role server\n");
          String idle =
              "recordsplit: rehearsal: no connection matched "
                  + rules
                  + ":1: rehearse host nowhere.test";
          List<String> nothing =
              List.of(
                  "recordsplit: rehearsal: nothing was rehearsed",
                  idle,
                  "recordsplit: rehearsal: no connection matched "
                      + rules
                      + ":2: rehearse role server");
          List<String> some =
              List.of(
                  "recordsplit: rehearsal: 2 readers, 3 payloads cut, 1 broke",
                  "recordsplit: rehearsal: io.github.recordsplit.apps.framing.OneReadSocketReceiver"
                      + " called by io.github.recordsplit.apps.framing.FramingReceivers"
                      + " does NOT survive split records: answered at once 2",
                  idle);
          try (Child receivers = receivers(jdk, "answer", "rules=" + rules)) {
            String[] ports = ports(receivers);
            talk(2, ports[0]);
            talk(1, ports[2]);
            assertEquals(some, last(end(receivers), 3));
          }
          try (Child receivers = receivers(jdk, "answer", "rules=" + rules)) {
            ports(receivers);
            new ProcessBuilder("kill", receivers.pid() + "").start().waitFor();
            assertEquals(nothing, last(receivers.await(), 3));
          }
          try (Child receivers = receivers(jdk, "answer", "log=off,rules=" + rules)) {
            talk(1, ports(receivers)[0]);
            assertEquals(List.of(), end(receivers).stderr());
          }
        });
  }

  private static List<String> last(Result result, int lines) {
    List<String> all = result.stderr();
    return all.subList(Math.max(0, all.size() - lines), all.size());
  }

  private static Child receivers(Jdk jdk, String fault, String options) {
    return ChildJvm.on(jdk)
        .brief()
        .agent(options)
        .timeout(Duration.ofMinutes(10))
        .main(FramingReceivers.class, fault)
        .start();
  }

  private static String[] ports(Child receivers) {
    return receivers.awaitLine("^ports ([\\d ]+)").group(1).split(" ", -1);
  }

  private static List<String> talk(int times, String... ports) {
    String[] arguments =
        Stream.concat(Stream.of(times + "", PATIENCE_MILLIS), Stream.of(ports))
            .toArray(String[]::new);
    return ChildJvm.on(Jdks.running())
        .brief()
        .timeout(Duration.ofMinutes(10))
        .main(FramingClient.class, arguments)
        .run()
        .assertSilent()
        .stdout();
  }

  private static String status(Child child) {
    return ask(child, "status", "--json");
  }

  private static String ask(Child child, String verb, String... options) {
    String[] arguments =
        Stream.concat(Stream.of(verb, child.pid() + ""), Stream.of(options)).toArray(String[]::new);
    Result result = ChildJvm.on(Jdks.running()).brief().jar(Target.agentJar(), arguments).run();
    assertEquals(0, result.status(), () -> result.describe("status"));
    return String.join("\n", result.stdout());
  }

  private static Result end(Child child) {
    child.closeInput();
    return child.await();
  }
}
