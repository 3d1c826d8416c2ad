package io.github.recordsplit.tools.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.recordsplit.apps.ReversingServer;
import io.github.recordsplit.harness.Child;
import io.github.recordsplit.harness.ChildJvm;
import io.github.recordsplit.harness.Daemon;
import io.github.recordsplit.harness.Daemons;
import io.github.recordsplit.harness.Jdks;
import io.github.recordsplit.harness.OpenSsl;
import io.github.recordsplit.harness.Protocol;
import io.github.recordsplit.harness.RecordServer;
import io.github.recordsplit.harness.Result;
import io.github.recordsplit.harness.Target;
import io.github.recordsplit.harness.Tls;
import io.github.recordsplit.library.Providers;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** {@code probe} says whether a server splits what it sends on TLS 1.0, and never guesses. */
@Execution(ExecutionMode.CONCURRENT)
class SendsTest {
  private static final String[] LINE = {
    "--send", Target.write("probe/sends.txt", "hello, are you there?\n").toString()
  };
  private static final String SUITE = "TLSv1 TLS_RSA_WITH_AES_128_CBC_SHA";

  @Test
  void theJdksOwnProtectionFromTheSecondRecord() {
    assertSends("1/n-1 from record 2, on " + SUITE + ": 22 1 21", server(jvm(), "TLSv1/CBC"));
  }

  @Test
  void theJdkWithoutIt() {
    ChildJvm off = jvm().property("jsse.enableCBCProtection", "false");
    assertSends("whole, on " + SUITE + ": 22 22", server(off, "TLSv1/CBC"));
  }

  @Test
  void theAgentFromTheFirstRecord() {
    ChildJvm split = jvm().agent("mode=all");
    assertSends(
        "1/n-1 from the first record, on " + SUITE + ": 1 21 1 21", server(split, "TLSv1/CBC"));
  }

  @Test
  void bctls() {
    ChildJvm own = Providers.bctls(jvm(), Providers.BCTLS);
    assertSends(
        "1/n-1 from the first record, on " + SUITE + ": 1 21 1 21", server(own, "TLSv1/CBC"));
  }

  @Test
  void openSslWithEmptyFragmentsAndWithout() {
    assertSends("0/n from the first record, on TLSv1 ", openSsl(List.of()));
    assertSends("whole, on TLSv1 ", openSsl(List.of("-bugs")));
  }

  @Test
  void nginx() {
    try (Daemon nginx = Daemons.nginx()) {
      assertSends("whole, on TLSv1 ", nginx.port());
    }
  }

  /** Exim and OpenLDAP of Debian are on GnuTLS. */
  @Tag("full")
  @TestFactory
  Stream<DynamicTest> gnuTls() {
    return Stream.of("smtp", "ldap")
        .map(
            protocol ->
                DynamicTest.dynamicTest(
                    protocol,
                    () -> {
                      Supplier<Daemon> server =
                          protocol.equals("smtp") ? Daemons::exim : Daemons::slapd;
                      try (Daemon daemon = server.get()) {
                        assertSends("whole, on TLSv1 ", daemon.port(), "--starttls", protocol);
                      }
                    }));
  }

  @Test
  void anotherProtocolIsNotKnown() {
    try (Child server = server(jvm(), "TLSv1.2/GCM")) {
      JsonObject sends = sends(port(server), LINE);
      assertTrue(sends.get("how").isJsonNull(), sends::toString);
      assertTrue(text(sends).startsWith("not known, no TLS connection: "), sends::toString);
      assertTrue(text(sends).endsWith(" with TLS 1.0"), sends::toString);
    }
  }

  /** What a server sends at most once says nothing of the second record. */
  @Test
  void aServerThatSendsTooLittle() throws Exception {
    try (RecordServer server = RecordServer.start(Tls.V1_0_CBC, Protocol.SINK)) {
      assertEquals("not known, it sends too little, on " + SUITE, text(sends(server.port(), LINE)));
    }
  }

  private static ChildJvm jvm() {
    return ChildJvm.on(Jdks.running()).brief();
  }

  private static Child server(ChildJvm jvm, String kind) {
    return jvm.main(ReversingServer.class, kind).start();
  }

  private static int port(Child server) {
    return Integer.parseInt(server.awaitLine("^port (\\d+)").group(1));
  }

  private static Child openSsl(List<String> more) {
    List<String> options = new ArrayList<>(OpenSsl.TLS_1_0_CBC);
    options.addAll(more);
    return OpenSsl.assume()
        .reversingServer(Target.file("probe/openssl" + more.size() + ".txt"), 100, options);
  }

  private static void assertSends(String due, Child server) {
    try (server) {
      boolean openSsl = !due.contains("RSA");
      assertSends(due, openSsl ? OpenSsl.port(server) : port(server), LINE);
    }
  }

  private static void assertSends(String due, int port, String... words) {
    JsonObject sends = sends(port, words);
    assertTrue(text(sends).startsWith(due), sends::toString);
  }

  private static String text(JsonObject sends) {
    return sends.get("sentence").getAsString();
  }

  private static JsonObject sends(int port, String... words) {
    List<String> all = new ArrayList<>(List.of("probe", "127.0.0.1:" + port, "--json"));
    all.addAll(List.of("--times", "1", "--timeout", "2"));
    all.addAll(List.of(words));
    Result result = jvm().jar(Target.agentJar(), all.toArray(new String[0])).run();
    result.check(result.stdout().size() == 1, "no line of JSON");
    return JsonParser.parseString(result.stdout().get(0))
        .getAsJsonObject()
        .getAsJsonObject("sends");
  }
}
