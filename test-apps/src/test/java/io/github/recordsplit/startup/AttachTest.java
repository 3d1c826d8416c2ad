package io.github.recordsplit.startup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.recordsplit.apps.Load;
import io.github.recordsplit.apps.OpenConnections;
import io.github.recordsplit.harness.Attach;
import io.github.recordsplit.harness.Child;
import io.github.recordsplit.harness.ChildJvm;
import io.github.recordsplit.harness.Jdk;
import io.github.recordsplit.harness.Jdks;
import io.github.recordsplit.harness.Libraries;
import io.github.recordsplit.harness.Mail;
import io.github.recordsplit.harness.PatchedJdk;
import io.github.recordsplit.harness.Result;
import io.github.recordsplit.harness.Target;
import io.github.recordsplit.library.Providers;
import io.github.recordsplit.library.TlsLibrary;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** A JVM that is running: the connections that are open already follow the rules as well. */
@Execution(ExecutionMode.CONCURRENT)
class AttachTest {
  private static final String SPLIT = "1,199";
  private static final String WHOLE = "200";

  /** Two by two: one that the rules below are for, and one that they are not for. */
  private static final List<String> CONNECTIONS =
      List.of(
          "socket client 2001",
          "engine client 2002",
          "socket server 2003",
          "engine server 2004",
          "socket client 2005",
          "engine client 2006",
          "socket server 2007 split",
          "engine server 2008 split",
          "socket client 2009",
          "engine client 2010",
          "socket server 2011",
          "engine server 2012",
          "engine client 2013",
          "engine client 2014 leave");

  private static final int NAMED = 8;

  private static final List<String> BARE =
      List.of("blocking client", "nonblocking client", "blocking server", "nonblocking server");

  private static final String RULES =
      """
      split host localhost:2001 role client
      split host localhost:2002 role client
      split host 127.0.0.1:2003 role server
      split host localhost:2004 role server
      split host localhost:2005 class io.github.recordsplit.apps.SocketSender
      split host localhost:2006 class io.github.recordsplit.apps.EngineSender
      split role server host localhost:2009
      split role server host localhost:2010
      split role client host localhost:2011
      split role client host localhost:2012
      split host localhost:2013 class io.github.recordsplit.apps.SocketSender
      split host localhost:2014
      """;

  @TestFactory
  Stream<DynamicTest> openConnectionsFollowTheRules() {
    return Jdks.some(AttachTest::rules);
  }

  private static void rules(Jdk jdk) throws Exception {
    String file = Target.write("rules/attach-" + jdk.feature() + ".txt", RULES).toString();
    try (Child child = jvm(jdk).main(OpenConnections.class, arguments()).start()) {
      child.awaitLine("^open 14");
      assertEquals(all(WHOLE), send(child, "before"));
      Attach.agent(child, "rules=" + file);
      assertEquals(asNamed(), send(child, "attached"));
      assertEquals(asNamed(), send(child, "later"));
      Mail.ask(child.pid(), "mode", "none");
      assertEquals(all(WHOLE), send(child, "none"));
      Mail.ask(child.pid(), "enable");
      assertEquals(asNamed(), send(child, "enabled"));
      child.closeInput();
      child.await().assertSilent();
    }
  }

  /** Libraries that split by themselves: on open connections `never` shows that they obey. */
  @TestFactory
  Stream<DynamicTest> openConnectionsOfOtherLibraries() {
    return Jdks.on(
        List.of(8, 17, 25),
        jdk -> {
          String[] open = {"socket client 2001", "engine client 2002", "engine server 2003"};
          followMode(Providers.bctls(jvm(jdk), Providers.BCTLS), open);
          followMode(Providers.conscrypt(jvm(jdk)), open);
        });
  }

  private static void followMode(ChildJvm jvm, String... connections) throws Exception {
    List<String> names = List.of(connections);
    List<String> split = Collections.nCopies(names.size(), SPLIT);
    List<String> whole = Collections.nCopies(names.size(), WHOLE);
    try (Child child = jvm.main(OpenConnections.class, connections).start()) {
      child.awaitLine("^open " + names.size());
      assertEquals(split, send(child, "before", names));
      Attach.agent(child, "mode=none");
      assertEquals(whole, send(child, "attached", names));
      Mail.ask(child.pid(), "mode", "all");
      assertEquals(split, send(child, "all", names));
      Mail.ask(child.pid(), "mode", "none");
      assertEquals(whole, send(child, "none", names));
      child.closeInput();
      Result result = child.await();
      result.check(
          result.stderr().stream().noneMatch(l -> l.startsWith("recordsplit: error")), "failed");
    }
  }

  /**
   * A JDK with an unknown shape, which one agent refuses to steer and the next does as far as it
   * can.
   */
  @TestFactory
  Stream<DynamicTest> afterARefusalAnotherMayBeAttached() {
    return Jdks.on(
        List.of(8, 25),
        jdk -> {
          List<String> engine = List.of("engine client 2001");
          ChildJvm jvm = jvm(jdk).flag(PatchedJdk.option(jdk));
          try (Child child = jvm.main(OpenConnections.class, engine.get(0)).start()) {
            child.awaitLine("^open 1");
            assertThrows(
                IllegalStateException.class,
                () -> Attach.agent(child, "mode=all,on-failure=refuse"));
            assertEquals(List.of(WHOLE), send(child, "refused", engine));
            Attach.agent(child, "mode=all");
            assertEquals(List.of(SPLIT), send(child, "attached", engine));
            child.closeInput();
            child.await();
          }
        });
  }

  @TestFactory
  Stream<DynamicTest> noPayloadIsLostUnderLoad() {
    return Jdks.some(AttachTest::load);
  }

  private static void load(Jdk jdk) throws Exception {
    try (Child child = jvm(jdk).main(Load.class).start()) {
      child.awaitLine("^writing");
      Thread.sleep(300); // each writer is writing, and some of it is compiled
      Attach.agent(child, "mode=all");
      Thread.sleep(200);
      String status = Mail.ask(child.pid(), "status", "--json");
      for (String mode : List.of("none", "all", "none", "selective")) {
        Mail.ask(child.pid(), "mode", mode);
      }
      child.closeInput();
      child.await().assertSilent();
      Matcher split = Pattern.compile("\"payloadsSplit\":(\\d+)").matcher(status);
      assertTrue(split.find() && Integer.parseInt(split.group(1)) > 0, status);
      for (String kind : List.of("socket", "engine")) {
        int sent = Integer.parseInt(child.awaitLine("^" + kind + " lost 0 of (\\d+)").group(1));
        assertTrue(sent > 100, () -> kind + " payloads: " + sent);
      }
    }
  }

  /** The bare API of bctls, which splits by itself, in two writes where it makes the writes. */
  @TestFactory
  @Tag("full")
  Stream<DynamicTest> openConnectionsOfBareBctlsUnderLoad() {
    return TlsLibrary.BC_BARE.onEach(AttachTest::bare);
  }

  private static void bare(Jdk jdk) throws Exception {
    String classPath = Libraries.compile("bctls", "BareLengths", Providers.BCTLS);
    ChildJvm jvm = jvm(jdk).classPath(classPath);
    try (Child child = jvm.main("io.github.recordsplit.apps.BareLengths", "load").start()) {
      child.awaitLine("^open 4");
      assertEquals(List.of("1,199 1,1", "1,199 2", "1,199 1,1", "1,199 2"), ask(child, "before"));
      Attach.agent(child, "mode=none");
      assertEquals(Collections.nCopies(4, "200 1"), ask(child, "attached"));
      Mail.ask(child.pid(), "mode", "all");
      assertEquals(Collections.nCopies(4, "1,199 2"), ask(child, "all"));
      Mail.ask(child.pid(), "mode", "none");
      assertEquals(Collections.nCopies(4, "200 1"), ask(child, "none"));
      child.closeInput();
      child.await().assertSilent();
      for (String name : BARE) {
        int sent = Integer.parseInt(child.awaitLine("^" + name + " lost 0 of (\\d+)").group(1));
        assertTrue(sent > 20, () -> name + " payloads: " + sent);
      }
    }
  }

  /** The records of the next payload of each, and how many left in each write. */
  private static List<String> ask(Child child, String name) {
    child.type(name + "\n");
    return BARE.stream()
        .map(c -> child.awaitLine("^" + name + ": " + c + ": records=(\\S+) writes=(\\S+)"))
        .map(m -> m.group(1) + " " + m.group(2))
        .toList();
  }

  private static ChildJvm jvm(Jdk jdk) {
    ChildJvm jvm = ChildJvm.on(jdk).brief().property("jsse.enableCBCProtection", "false");
    // Without it these versions print a warning, whichever agent is attached.
    return jdk.feature() < 21 ? jvm : jvm.flag("-XX:+EnableDynamicAgentLoading");
  }

  private static String[] arguments() {
    return CONNECTIONS.toArray(String[]::new);
  }

  private static List<String> all(String records) {
    return Collections.nCopies(CONNECTIONS.size(), records);
  }

  private static List<String> asNamed() {
    return IntStream.range(0, CONNECTIONS.size()).mapToObj(i -> i < NAMED ? SPLIT : WHOLE).toList();
  }

  /** Has each connection send one payload; returns the records of each. */
  private static List<String> send(Child child, String name) {
    return send(child, name, CONNECTIONS);
  }

  private static List<String> send(Child child, String name, List<String> connections) {
    child.type(name + "\n");
    List<String> records = new ArrayList<>();
    for (String connection : connections) {
      records.add(child.awaitLine("^" + name + ": " + connection + ": (.*)").group(1));
    }
    return records;
  }
}
