package io.github.recordsplit.applications;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.recordsplit.harness.Child;
import io.github.recordsplit.harness.ChildJvm;
import io.github.recordsplit.harness.Daemon;
import io.github.recordsplit.harness.Documents;
import io.github.recordsplit.harness.Jdk;
import io.github.recordsplit.harness.Jdks;
import io.github.recordsplit.harness.Result;
import io.github.recordsplit.harness.Tap;
import io.github.recordsplit.harness.TappedConnection;
import io.github.recordsplit.harness.TappedConnection.Library;
import io.github.recordsplit.harness.Target;
import io.github.recordsplit.wire.WireCuts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Unmodified applications do the same with the agent as without it, and the records between their
 * ends are split, or are not, as the rules say. Each JVM goes three rounds: TLS 1.0, TLS 1.3, and
 * TLS 1.0 again with a rule that keeps the client from splitting. Rules for classes tell sockets
 * from engines.
 *
 * <p>{@code -Dapplication=REGEX} tries only those whose constants have such a name.
 */
class ApplicationsTest {
  private static final int TLS_1_3 = 1;
  private static final int NEVER = 2;
  private static final Duration LIMIT = Duration.ofMinutes(3);

  @Test
  void readmeHasTheRowsOfTheTests() {
    List<String> due = Arrays.stream(RealApplication.values()).map(RealApplication::row).toList();
    assertEquals(
        String.join("\n", due),
        String.join("\n", Documents.rows(Documents.TEST_APPS, "## Applications")));
  }

  @Test
  void oneOfThem() throws Exception {
    tryOn(RealApplication.URL_CONNECTION, Jdks.running());
  }

  @Tag("full")
  @TestFactory
  Stream<DynamicContainer> allOfThem() {
    String some = System.getProperty("application");
    return Arrays.stream(RealApplication.values())
        .filter(app -> some == null || app.name().matches(some))
        .map(app -> DynamicContainer.dynamicContainer(app.name(), onEach(app)));
  }

  private static Stream<DynamicTest> onEach(RealApplication app) {
    return Jdks.on(app.jdks(), jdk -> tryOn(app, jdk));
  }

  private static void tryOn(RealApplication app, Jdk jdk) throws Exception {
    try (Daemon server = app.startServer()) {
      tryOn(app, jdk, server == null ? 0 : server.port());
    }
  }

  private static void tryOn(RealApplication app, Jdk jdk, int server) throws Exception {
    Seen without = run(app, jdk, server, false);
    Seen with = run(app, jdk, server, true);
    assertEquals(without.results, with.results, "results");
    for (int round = 0; round < with.rounds.size(); round++) {
      compare(app, round, without.rounds.get(round), with.rounds.get(round));
    }
  }

  private static void compare(
      RealApplication app, int round, List<TappedConnection> without, List<TappedConnection> with) {
    assertTrue(!without.isEmpty(), "connections without the agent in round " + round);
    assertEquals(without.size(), with.size(), "connections in round " + round);
    for (int i = 0; i < with.size(); i++) {
      TappedConnection before = without.get(i);
      TappedConnection after = with.get(i);
      assertEquals(round != TLS_1_3, after.isTls10(), "TLS 1.0 in round " + round);
      String what = "round " + round + ", connection " + i;
      WireCuts cuts = new WireCuts(what, after.isTls10(), app.isTimed());
      cuts.check("client", before.fromClient(), after.fromClient(), round != NEVER);
      if (app.isServerJava()) {
        Library library = app.serverLibrary();
        cuts.check("server", before.fromServer(library), after.fromServer(library), true);
      }
    }
  }

  /** What a run printed of its rounds, and the connections of each. */
  private record Seen(List<String> results, List<List<TappedConnection>> rounds) {}

  private static Seen run(RealApplication app, Jdk jdk, int server, boolean agent)
      throws Exception {
    try (Tap first = new Tap();
        Tap second = new Tap();
        Tap third = new Tap()) {
      List<Tap> taps = List.of(first, second, third);
      ChildJvm jvm = agent ? protect(jvm(jdk), app, third.port()) : unprotected(jvm(jdk));
      jvm.property("server.port", server + "");
      Result result = run(jvm, app, taps);
      result.check(result.status() == 0, "exit status is not 0");
      result.check(
          result.stdout().stream().noneMatch(l -> l.contains("recordsplit: ")), "on stdout");
      result.check(
          result.stderr().stream().noneMatch(l -> l.startsWith("recordsplit: error")), "error");
      List<List<TappedConnection>> rounds = new ArrayList<>();
      taps.forEach(tap -> rounds.add(tap.connections()));
      return new Seen(results(result), rounds);
    }
  }

  private static Result run(ChildJvm jvm, RealApplication app, List<Tap> taps) {
    String[] ports = taps.stream().map(tap -> tap.port() + "").toArray(String[]::new);
    ChildJvm ready = app.in(jvm).classPath(app.classPath()).main(app.main(), ports);
    try (Child child = ready.start()) {
      for (int round = 0; round < taps.size(); round++) {
        String port = child.awaitLine("^serving " + round + " (\\d+)").group(1);
        taps.get(round).leadTo(Integer.parseInt(port));
      }
      return child.await();
    }
  }

  private static ChildJvm jvm(Jdk jdk) {
    return ChildJvm.on(jdk)
        .brief()
        .timeout(LIMIT)
        // Else a server sends another ticket when a value is put into the session, whenever that
        // is.
        .property("jdk.tls.server.enableSessionTicketExtension", "false");
  }

  /** The JDK's own protection is off, so that a record shows a payload. */
  private static ChildJvm unprotected(ChildJvm jvm) {
    return jvm.property("jsse.enableCBCProtection", "false");
  }

  /**
   * Its rules hold only for sockets, or engines, as the table says of either end: if it is wrong, a
   * server is not split, or a client is in the round in which it must not be.
   */
  private static ChildJvm protect(ChildJvm jvm, RealApplication app, int neverTo) {
    String rules =
        """
        mode all
        scope any
        never class %s host localhost:%d role client
        split class %s role server
        never role server
        """
            .formatted(app.clientClass(), neverTo, app.serverClass());
    return jvm.agent("rules=" + Target.write("applications/" + neverTo + ".rules", rules));
  }

  private static List<String> results(Result result) {
    return result.stdout().stream().filter(line -> line.startsWith("round ")).toList();
  }
}
