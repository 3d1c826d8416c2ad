package io.github.recordsplit.tools;

import io.github.recordsplit.harness.ChildJvm;
import io.github.recordsplit.harness.Daemon;
import io.github.recordsplit.harness.Daemons;
import io.github.recordsplit.harness.Jdks;
import io.github.recordsplit.harness.Result;
import io.github.recordsplit.harness.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * {@code probe} against real servers, as the table of {@code probe-and-rehearse.md} has it: each
 * survives, on the newest TLS that it has and on TLS 1.0 with a CBC suite.
 */
class ProbeServersTest {
  private record Case(String name, String protocol, Supplier<Daemon> server) {}

  @Test
  void nginx() {
    assertSurvives(null, Daemons::nginx);
  }

  @Tag("full")
  @TestFactory
  Stream<DynamicTest> byStartTls() {
    return Stream.of(
            new Case("PostgreSQL", "postgres", Daemons::postgres),
            new Case("MariaDB", "mysql", Daemons::mariaDb),
            new Case("Exim", "smtp", Daemons::exim),
            new Case("Dovecot", "imap", () -> Daemons.dovecot("imap")),
            new Case("Dovecot", "pop3", () -> Daemons.dovecot("pop3")),
            new Case("OpenLDAP", "ldap", Daemons::slapd))
        .map(
            c ->
                DynamicTest.dynamicTest(
                    c.name + " " + c.protocol, () -> assertSurvives(c.protocol, c.server)));
  }

  private static void assertSurvives(String startTls, Supplier<Daemon> server) {
    try (Daemon daemon = server.get()) {
      assertSurvives(daemon, startTls, "\"protocol\":\"TLSv1.3\"");
      assertSurvives(daemon, startTls, "\"protocol\":\"TLSv1\"", "--tls1");
    }
  }

  private static void assertSurvives(
      Daemon daemon, String startTls, String protocol, String... more) {
    List<String> words = new ArrayList<>(List.of("probe", "127.0.0.1:" + daemon.port(), "--json"));
    words.addAll(List.of(more));
    if (startTls != null) {
      words.addAll(List.of("--starttls", startTls));
    }
    Result result =
        ChildJvm.on(Jdks.running())
            .brief()
            .jar(Target.agentJar(), words.toArray(new String[0]))
            .run();
    String json = String.join("", result.stdout());
    System.out.println(startTls + ": " + json);
    result.check(result.status() == 0, "exit status is not 0");
    result.check(json.contains(protocol), "another protocol than " + protocol);
    result.check(
        json.contains("\"split\":{\"same\":3,"), "not three answers as to a whole request");
    result.check(more.length == 0 || json.contains("_CBC_"), "no CBC suite");
  }
}
