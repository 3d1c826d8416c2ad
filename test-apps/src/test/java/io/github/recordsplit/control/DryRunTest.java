package io.github.recordsplit.control;

import static io.github.recordsplit.harness.LiveTraffic.SPLIT;
import static io.github.recordsplit.harness.LiveTraffic.WHOLE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.recordsplit.apps.Lengths;
import io.github.recordsplit.apps.OpenConnections;
import io.github.recordsplit.harness.Child;
import io.github.recordsplit.harness.ChildJvm;
import io.github.recordsplit.harness.Jdk;
import io.github.recordsplit.harness.Jdks;
import io.github.recordsplit.harness.LiveTraffic;
import io.github.recordsplit.harness.Mail;
import io.github.recordsplit.harness.Result;
import io.github.recordsplit.harness.Target;
import io.github.recordsplit.library.Providers;
import io.github.recordsplit.library.TlsLibrary;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** A dry run decides and counts, and the wire is byte for byte what it is without the agent. */
@Execution(ExecutionMode.CONCURRENT)
class DryRunTest {
  private static final String CBC = "TLSv1/CBC";
  private static final Duration LIMIT = Duration.ofMinutes(2);

  /** What would touch each payload, in one way or another. */
  private static final String RULES =
      """
      mode all dry-run
      scope any
      upgrade host *
      rehearse
      never role server
      split role client apart
      """;

  @TestFactory
  Stream<DynamicTest> theJdksWireIsAsWithoutTheAgent() {
    return Jdks.some(jdk -> same(jdk, child -> child));
  }

  @TestFactory
  Stream<DynamicTest> soIsThatOfOthers() {
    return Jdks.on(
        List.of(17),
        jdk -> {
          same(jdk, child -> Providers.bctls(child, Providers.BCTLS), CBC, "socket,engine");
          same(jdk, Providers::conscrypt, CBC, "client");
          same(jdk, Providers::generated, CBC, "socket,engine");
          same(jdk, child -> Providers.netty(child, TlsLibrary.NETTY_4_2, "OPENSSL"), CBC);
        });
  }

  private static void same(Jdk jdk, UnaryOperator<ChildJvm> library, String... filters) {
    String rules = "rules=" + Target.write("dry-run/rules-" + jdk.feature(), RULES);
    List<String> without = lengths(jdk, library, null, filters);
    assertTrue(without.size() >= 36, () -> "lines: " + without.size());
    Stream.of("mode=all,scope=any,dry-run=true,on-failure=refuse", "mode=none,dry-run=true", rules)
        .parallel()
        .forEach(
            options ->
                assertEquals(lines(without), lines(lengths(jdk, library, options, filters))));
  }

  private static String lines(List<String> lines) {
    return String.join("\n", lines);
  }

  private static List<String> lengths(
      Jdk jdk, UnaryOperator<ChildJvm> library, String options, String... filters) {
    ChildJvm jvm = library.apply(ChildJvm.on(jdk).brief());
    if (options != null) {
      jvm.agent(options);
    }
    Result result = jvm.main(Lengths.class, filters).run();
    result.check(result.status() == 0, "exit status is not 0");
    result.check(
        result.stderr().stream().noneMatch(l -> l.startsWith("recordsplit: error")), "a failure");
    return result.stdout();
  }

  /** Open connections follow in each direction. */
  @TestFactory
  Stream<DynamicTest> itIsOrderedAndEnds() {
    return Jdks.some(
        jdk -> {
          try (LiveTraffic app = new LiveTraffic(jdk, "mode=all", 2, LIMIT)) {
            app.awaitAll(SPLIT);
            says(
                app.ask(jdk, "mode", "all", "dry-run"),
                "mode all dry-run (was all), until 'enable'");
            app.awaitAll(WHOLE);
            app.child.awaitLine("mode all dry-run .was all.: 'mode all dry-run' ordered by user");
            Result status = app.ask(jdk, "status");
            assertEquals(1, status.status(), "nothing is protected");
            String text = String.join("\n", status.stdout());
            assertTrue(text.contains("recordsplit  on, as a dry run: nothing is split"), text);
            assertTrue(text.contains("would be split by mode all: VULNERABLE and not"), text);
            assertTrue(text.endsWith("vulnerable and not protected, 1 would be"), text);
            says(app.ask(jdk, "mode", "1"), "mode all (was all dry-run), until 'enable'");
            app.awaitAll(SPLIT);
            says(
                app.ask(jdk, "mode", "selective", "dry-run", "--for", "1h"),
                "mode selective dry-run (was all), for 3600 s, then all");
            app.awaitAll(WHOLE);
            says(app.ask(jdk, "enable"), "mode all (was selective dry-run), as configured");
            app.awaitAll(SPLIT);
            app.end().assertSilent();
          }
        });
  }

  @TestFactory
  Stream<DynamicTest> aFileHasIt() {
    return Jdks.some(
        jdk -> {
          Path file =
              Target.write("dry-run/file-" + jdk.feature() + "/rules", "mode all dry-run\n");
          Files.deleteIfExists(file.resolveSibling("rules.before"));
          try (LiveTraffic app = new LiveTraffic(jdk, "rules=" + file, 2, LIMIT)) {
            app.child.awaitLine("^recordsplit: mode all dry-run .nothing is split., scope vuln");
            app.awaitAll(WHOLE);
            Result listed = LiveTraffic.command(jdk, "list", "--json");
            String pid = "\"pid\":" + app.child.pid() + ",";
            String told = String.join("", listed.stdout());
            String row = told.substring(told.indexOf(pid));
            row = row.substring(0, row.indexOf('}'));
            assertTrue(row.contains("\"mode\":\"all\",\"dryRun\":true,"), row);
            assertTrue(row.contains("\"vulnerableUnprotectedKinds\":1,"), row);
            says(
                LiveTraffic.command(jdk, "mode", "--file", file.toString(), "all"),
                file
                    + ": mode all (was all dry-run); the file as it was is in "
                    + file
                    + ".before");
            app.awaitAll(SPLIT);
            LiveTraffic.command(jdk, "mode", "--file", file.toString(), "none", "dry-run");
            app.awaitAll(WHOLE);
            app.end();
          }
        });
  }

  /** On engines and sockets, in the middle of what they send. */
  @TestFactory
  Stream<DynamicTest> eachTransportFollows() {
    String[] connections = {
      "socket client 7001", "socket server 7002", "engine client 7003", "engine server 7004"
    };
    return Jdks.some(
        jdk -> {
          follows(jdk, child -> child, connections);
          if (jdk.feature() == 17) {
            follows(jdk, child -> Providers.bctls(child, Providers.BCTLS), connections);
            follows(jdk, Providers::conscrypt, "engine client 7003", "engine server 7004");
          }
        });
  }

  private static void follows(Jdk jdk, UnaryOperator<ChildJvm> library, String... connections)
      throws Exception {
    ChildJvm jvm = ChildJvm.on(jdk).brief().property("jsse.enableCBCProtection", "false");
    library.apply(jvm).agent("mode=all,scope=any,dry-run=true");
    try (Child child = jvm.main(OpenConnections.class, connections).start()) {
      child.awaitLine("^open ");
      String own = sent(child, "dry", connections);
      Mail.ask(child.pid(), "mode", "all");
      String split = sent(child, "real", connections);
      assertEquals(each("1,199", connections), split);
      Mail.ask(child.pid(), "mode", "none");
      assertEquals(each("200", connections), sent(child, "none", connections));
      Mail.ask(child.pid(), "mode", "none dry-run");
      assertEquals(own, sent(child, "nonedry", connections));
      Mail.ask(child.pid(), "mode", "all");
      assertEquals(split, sent(child, "again", connections));
      Mail.ask(child.pid(), "mode", "all dry-run");
      assertEquals(own, sent(child, "dryagain", connections));
      String status = Mail.ask(child.pid(), "status", "--json");
      assertTrue(status.contains("\"done\":\"wouldSplit\""), status);
      assertFalse(status.contains("\"payloadsWouldSplit\":0,\"kinds\""), status);
      child.closeInput();
      assertEquals(0, child.await().status());
    }
  }

  private static String each(String form, String... connections) {
    return String.join(" ", Collections.nCopies(connections.length, form));
  }

  private static String sent(Child child, String word, String... connections) {
    child.type(word + "\n");
    child.awaitLine("^" + word + ": counted");
    StringBuilder all = new StringBuilder();
    for (String kind : connections) {
      String line = "^" + word + ": " + kind + ": ([0-9,]+)$";
      all.append(child.awaitLine(line).group(1)).append(' ');
    }
    return all.toString().trim();
  }

  private static void says(Result result, String line) {
    result.check(result.status() == 0, "not done");
    assertEquals(line, String.join("\n", result.stdout()));
  }
}
