package io.github.recordsplit.feature.upgrade;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.recordsplit.apps.Pinned;
import io.github.recordsplit.harness.Child;
import io.github.recordsplit.harness.ChildJvm;
import io.github.recordsplit.harness.IntolerantServer;
import io.github.recordsplit.harness.Jdk;
import io.github.recordsplit.harness.Jdks;
import io.github.recordsplit.harness.OpenSsl;
import io.github.recordsplit.harness.Result;
import io.github.recordsplit.harness.Target;
import io.github.recordsplit.library.Providers;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * An application that offers TLS 1.0 alone speaks what its peer can; OpenSSL says what that was.
 */
@Execution(ExecutionMode.CONCURRENT)
class UpgradeTest {
  private static final String STATEMENT = "upgrade host localhost";
  private static final Path RULES =
      Target.write("upgrade/rules", "mode all\n" + STATEMENT + "\nupgrade role server\n");

  private static final List<String> TLS_1_2 = List.of("-tls1_2");
  private static final List<String> TLS_1_3 = List.of("-tls1_3");
  private static final String AS_SET = " reads back as set";
  private static final int LINE = 29;

  @TestFactory
  Stream<DynamicTest> clientSpeaksWhatThePeerCan() {
    OpenSsl openSsl = OpenSsl.assume();
    return Stream.of(UpgradedLibrary.values())
        .flatMap(library -> library.onSome(jdk -> clients(openSsl, library, jdk, "socket")));
  }

  @TestFactory
  @Tag("full")
  Stream<DynamicTest> clientSpeaksWhatThePeerCanEverywhere() {
    OpenSsl openSsl = OpenSsl.assume();
    return everywhere((library, jdk, transport) -> clients(openSsl, library, jdk, transport));
  }

  @TestFactory
  Stream<DynamicTest> serverSpeaksWhatThePeerCan() {
    OpenSsl openSsl = OpenSsl.assume();
    return Stream.of(UpgradedLibrary.values())
        .flatMap(library -> library.onSome(jdk -> servers(openSsl, library, jdk, "engine")));
  }

  @TestFactory
  @Tag("full")
  Stream<DynamicTest> serverSpeaksWhatThePeerCanEverywhere() {
    OpenSsl openSsl = OpenSsl.assume();
    return everywhere((library, jdk, transport) -> servers(openSsl, library, jdk, transport));
  }

  /** Each end of each library. */
  private interface End {
    void test(UpgradedLibrary library, Jdk jdk, String transport) throws Exception;
  }

  private static Stream<DynamicTest> everywhere(End end) {
    return Stream.of(UpgradedLibrary.values())
        .flatMap(
            library ->
                Stream.of("socket", "engine")
                    .flatMap(
                        transport -> library.onEach(jdk -> end.test(library, jdk, transport))));
  }

  private static void clients(OpenSsl openSsl, UpgradedLibrary library, Jdk jdk, String transport)
      throws Exception {
    String at = library + transport + jdk.feature();
    Path newer = Target.file("upgrade/client-newer-" + at);
    Path old = Target.file("upgrade/client-old-" + at);
    try (Child any =
            openSsl.reversingServer(
                Target.file("upgrade/any-" + at), library.pins().size(), List.of());
        Child tls12 = openSsl.reversingServer(newer, 1, TLS_1_2);
        Child tls10 = openSsl.reversingServer(old, 1, OpenSsl.TLS_1_0_CBC);
        Child client = pinned(library, jdk, "rules=" + RULES + ",log=connections").start()) {
      for (String pin : library.pins()) {
        client.type(OpenSsl.port(any) + " " + transport + " " + pin + "\n");
        any.awaitLine("Protocol version: TLSv1.3");
      }
      client.type(OpenSsl.port(tls12) + " " + transport + " protocol\n");
      client.type(OpenSsl.port(tls10) + " " + transport + " suites\n");
      client.closeInput();
      Result result = client.await().assertSilent();
      List<String> due =
          new ArrayList<>(Collections.nCopies(library.pins().size(), asSet("TLSv1.3")));
      due.addAll(List.of(asSet("TLSv1.2"), asSet("TLSv1")));
      assertEquals(due, result.stdout(), () -> result.describe(at));
      assertTrue(
          result.stderr().stream().anyMatch(l -> l.contains("TLSv1.3") && l.contains(STATEMENT)),
          () -> result.describe("no word of it"));
      any.await();
      tls12.await();
      tls10.await();
    }
    assertEquals(1, OpenSsl.received(newer).size(), "what needs no splitting is whole");
    assertEquals(List.of(library.record(1), library.record(LINE - 1)), OpenSsl.received(old), at);
  }

  private static String asSet(String protocol) {
    return protocol + AS_SET;
  }

  private static void servers(OpenSsl openSsl, UpgradedLibrary library, Jdk jdk, String transport)
      throws Exception {
    Path old = Target.file("upgrade/server-old-" + library + transport + jdk.feature());
    List<String> due = new ArrayList<>();
    ChildJvm pinned = pinned(library, jdk, "rules=" + RULES, "server", transport, "suites");
    try (Child server = pinned.start()) {
      int port = Integer.parseInt(server.awaitLine("^port (\\d+)").group(1));
      due.add("port " + port);
      for (List<String> options : List.of(TLS_1_3, TLS_1_2, OpenSsl.TLS_1_0_CBC)) {
        server.type("next\n");
        try (Child client = openSsl.client(port, old, options)) {
          client.type("abcdefghijklmnopqrstuvwxyz\n");
          client.awaitLine("zyxwvutsrqponmlkjihgfedcba$");
          client.closeInput();
          Result unused = client.await();
        }
        due.add(asSet("TLSv1" + options.get(0).substring(5).replace('_', '.')));
      }
      server.closeInput();
      assertEquals(due, server.await().assertSilent().stdout());
    }
    // The last client's messages: the reply was split, as TLS 1.0 needs.
    assertEquals(List.of(library.record(1), library.record(26)), OpenSsl.received(old));
  }

  /** The peer does not answer what it would have answered: the operator is told which rule did. */
  @TestFactory
  Stream<DynamicTest> failureNamesTheRule() {
    OpenSsl openSsl = OpenSsl.assume();
    return Stream.of(UpgradedLibrary.values())
        .flatMap(library -> library.onSome(jdk -> refused(openSsl, library, jdk)));
  }

  private static void refused(OpenSsl openSsl, UpgradedLibrary library, Jdk jdk) throws Exception {
    Path messages = Target.file("upgrade/intolerant-" + library + jdk.feature());
    try (Child tls10 = openSsl.reversingServer(messages, 2, OpenSsl.TLS_1_0_CBC);
        IntolerantServer alerts = IntolerantServer.start(OpenSsl.port(tls10), true);
        IntolerantServer closes = IntolerantServer.start(OpenSsl.port(tls10), false)) {
      String script =
          Stream.of(alerts, closes)
              .flatMap(s -> Stream.of(s.port() + " socket suites\n", s.port() + " engine suites\n"))
              .reduce("", String::concat);
      Result own = pinned(library, jdk, null).input(script.replaceAll(".*engine.*\n", "")).run();
      assertEquals(List.of(asSet("TLSv1"), asSet("TLSv1")), own.stdout(), () -> own.describe(""));
      Result result = pinned(library, jdk, "rules=" + RULES).input(script).run().assertSilent();
      assertEquals(4, result.stdout().size(), () -> result.describe("lines"));
      result.stdout().forEach(l -> assertTrue(l.startsWith(library.failed()), l));
      result.stdout().forEach(l -> assertTrue(l.endsWith(AS_SET), l));
      for (IntolerantServer server : List.of(alerts, closes)) {
        assertEquals(3, server.connections(), "one try each");
        String peer = "failed with client localhost:" + server.port();
        assertEquals(
            server == alerts ? 1 : 2,
            result.stderr().stream().filter(l -> l.contains(peer)).count(),
            () -> result.describe("lines about " + peer));
      }
      String named = "recordsplit: upgrade by " + RULES + ":2: " + STATEMENT + ": handshake failed";
      assertEquals(
          3,
          result.stderr().stream().filter(l -> l.startsWith(named)).count(),
          () -> result.describe(named));
    }
  }

  /** What its library cannot be made to offer goes as it is, and the operator is told why. */
  @TestFactory
  Stream<DynamicTest> saysWhereItIsNotPossible() {
    OpenSsl openSsl = OpenSsl.assume();
    return Jdks.some(jdk -> impossible(openSsl, jdk));
  }

  private static void impossible(OpenSsl openSsl, Jdk jdk) throws Exception {
    Path messages = Target.file("upgrade/conscrypt-messages-" + jdk.feature());
    try (Child tls10 = openSsl.reversingServer(messages, 3, OpenSsl.TLS_1_0_CBC);
        Child client =
            Providers.conscrypt(ChildJvm.on(jdk).brief())
                .agent("rules=" + RULES)
                .main(Pinned.class)
                .start()) {
      int port = OpenSsl.port(tls10);
      client.type(port + " socket protocol\n");
      client.awaitLine("^TLSv1 reads");
      client.type(port + " engine protocol\n" + port + " engine protocol\n");
      client.awaitLine("^TLSv1 reads");
      client.awaitLine("^TLSv1 reads");
      String status = ask(client, "status", "--json");
      client.closeInput();
      Result result = client.await();
      String line =
          "recordsplit: upgrade by "
              + RULES
              + ":2: "
              + STATEMENT
              + ": not possible with client localhost:"
              + port
              + ", as Conscrypt offers what the application says";
      assertEquals(
          1,
          result.stderr().stream().filter(line::equals).count(),
          () -> result.describe("lines that say so"));
      assertTrue(status.contains(line.substring("recordsplit: ".length())), status);
      assertTrue(status.contains("\"failures\":0,"), status);
    }
    List<Integer> halves = OpenSsl.received(messages);
    assertEquals(6, halves.size(), () -> "as the other rules say: split, " + halves);
  }

  /** An application whose one version is disabled in this JVM gets what is left, and no more. */
  @TestFactory
  Stream<DynamicTest> enablesNothingThatIsDisabled() {
    OpenSsl openSsl = OpenSsl.assume();
    return Jdks.some(
        jdk -> {
          Path disabled =
              Target.write(
                  "upgrade/disabled-" + jdk.feature(),
                  "jdk.tls.disabledAlgorithms=SSLv3, TLSv1, TLSv1.1, TLSv1.3, anon, NULL\n");
          Path messages = Target.file("upgrade/disabled-messages-" + jdk.feature());
          try (Child any = openSsl.reversingServer(messages, 1, List.of())) {
            Result result =
                pinned(jdk, "rules=" + RULES)
                    .property("java.security.properties", disabled.toString())
                    .input(OpenSsl.port(any) + " socket suites\n")
                    .run()
                    .assertSilent();
            assertEquals(List.of(asSet("TLSv1.2")), result.stdout());
          }
        });
  }

  @Test
  void followsRules() throws IOException {
    follow(Jdks.assume(17));
  }

  @TestFactory
  @Tag("full")
  Stream<DynamicTest> followsRulesElsewhere() {
    return Jdks.on(List.of(8, 25), UpgradeTest::follow);
  }

  /** A rule that comes while the application runs, and is switched off. */
  private static void follow(Jdk jdk) throws IOException {
    String file = "upgrade/live-" + jdk.feature();
    Path rules = Target.write(file, "never host nowhere\n");
    List<String> either = List.of("-cipher", "DEFAULT:@SECLEVEL=0", "-legacy_renegotiation");
    try (Child any = OpenSsl.assume().reversingServer(Target.file(file + "-messages"), 3, either);
        Child client = pinned(jdk, "rules=" + rules).start()) {
      String connect = OpenSsl.port(any) + " socket suites\n";
      client.type(connect);
      client.awaitLine("^TLSv1 reads");
      Target.write(file, STATEMENT + "\n");
      client.awaitLine("rules changed");
      client.type(connect);
      client.awaitLine("^TLSv1.3 reads");
      String status = ask(client, "status", "--json");
      assertTrue(status.contains("\"upgrade\":{\"source\":"), status);
      assertTrue(status.contains("\"failures\":0,"), status);
      String disabled = ask(client, "disable");
      client.type(connect);
      client.closeInput();
      Result result = client.await().assertSilent();
      assertEquals(asSet("TLSv1"), result.stdout().get(2), disabled);
    }
  }

  private static String ask(Child child, String verb, String... options) {
    String[] arguments =
        Stream.concat(Stream.of(verb, child.pid() + ""), Stream.of(options)).toArray(String[]::new);
    Result result = ChildJvm.on(Jdks.running()).brief().jar(Target.agentJar(), arguments).run();
    assertEquals(0, result.status(), () -> result.describe(verb));
    return String.join("\n", result.stdout());
  }

  /** Nothing of it is loaded where no rule asks for it. */
  @Test
  void loadsNothingWithoutARule() throws IOException {
    Jdk jdk = Jdks.assume(17);
    assertEquals(List.of(), loaded(jdk, "mode=all"));
    assertFalse(loaded(jdk, "rules=" + RULES).isEmpty());
  }

  private static List<String> loaded(Jdk jdk, String options) throws IOException {
    Path messages = Target.file("upgrade/loaded");
    try (Child tls10 = OpenSsl.assume().reversingServer(messages)) {
      Result result =
          pinned(jdk, options)
              .flag("-verbose:class")
              .input(OpenSsl.port(tls10) + " socket suites\n")
              .run();
      assertTrue(result.stdout().contains(asSet("TLSv1")), () -> result.describe("no connection"));
      return result.stdout().stream()
          .filter(l -> l.matches(".*(recordsplit|RecordSplit).*(Upgrade|SunOffer).*"))
          .toList();
    }
  }

  private static ChildJvm pinned(Jdk jdk, String options, String... arguments) {
    return pinned(UpgradedLibrary.SUN_JSSE, jdk, options, arguments);
  }

  private static ChildJvm pinned(
      UpgradedLibrary library, Jdk jdk, String options, String... arguments) {
    ChildJvm child = library.in(ChildJvm.on(jdk).brief()).main(Pinned.class, arguments);
    return options == null ? child : child.agent(options);
  }
}
