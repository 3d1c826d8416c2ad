package io.github.recordsplit.rules;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RulesTest {
  @Test
  void readsStatementsInAnySpacingWithComments() throws Exception {
    Rules rules =
        Rules.parse(
            "r",
            "# head\r\n\r\n\tmode  all# now\r\nsplit role client class a.B   app x # y\rscope any\nfirst whole");
    assertEquals(Mode.ALL, rules.mode());
    assertEquals(Scope.ANY, rules.scope());
    assertEquals(First.WHOLE, rules.first());
    assertEquals("[split app x class a.B role client]", rules.all().toString());
    assertEquals("r:4", rules.all().get(0).place());
    assertEquals(Action.SPLIT, rules.all().get(0).action());
  }

  @Test
  void apartStandsAnywhereAmongTheConditions() throws Exception {
    Rules rules = Rules.parse("r", "split apart host a role client\nsplit host apart\nsplit apart");
    assertEquals(
        "[split host a role client apart, split host apart, split apart]", rules.all().toString());
    assertTrue(rules.firstMatch(Asked.host("a")).apart());
    assertFalse(rules.firstMatch(Asked.host("apart")).apart());
    assertTrue(rules.firstMatch(Asked.host("b")).apart());
  }

  @Test
  void saysNothingWhereTheFileSaysNothing() throws Exception {
    for (Rules rules : List.of(Rules.NONE, Rules.parse("r", ""), Rules.parse("r", "#"))) {
      assertNull(rules.mode());
      assertNull(rules.scope());
      assertNull(rules.first());
      assertTrue(rules.all().isEmpty());
      assertNull(rules.firstMatch(Asked.host("a")));
    }
  }

  @Test
  void acceptsTheNumbersOfSendExtraRecord() throws Exception {
    assertEquals(Mode.SELECTIVE, Rules.parse("r", "mode 0").mode());
    assertEquals(Mode.ALL, Rules.parse("r", "mode 1").mode());
    assertEquals(Mode.NONE, Rules.parse("r", "mode 2").mode());
  }

  @Test
  void ruleWithoutConditionMatchesEverything() throws Exception {
    assertNotNull(Rules.parse("r", "leave").firstMatch(Asked.host()));
  }

  @Test
  void roleNarrows() throws Exception {
    Rules rules = Rules.parse("r", "split role server\nnever");
    assertEquals(1, rules.firstMatch(Asked.host("a").role(Role.SERVER)).line());
    assertEquals(2, rules.firstMatch(Asked.host("a").role(Role.CLIENT)).line());
  }

  @Test
  void appRulesHoldForTheirApplicationOnly() throws Exception {
    Rules rules =
        Rules.parse("r", "split app billing-*.jar host a\nnever app com.acme.Legacy\nleave host a");
    Asked a = Asked.host("a");
    assertEquals(1, rules.forApp("billing-2.jar").firstMatch(a).line());
    assertEquals(2, rules.forApp("com.acme.Legacy").firstMatch(a).line());
    assertEquals(3, rules.forApp("").firstMatch(a).line());
    assertEquals(3, rules.firstMatch(a).line());
    assertEquals("[leave host a]", rules.forApp("other").all().toString());
    assertFalse(Rules.parse("r", "split app x class a.B").forApp("y").usesClasses());
    Rules plain = Rules.parse("r", "split host a");
    assertSame(plain, plain.forApp("x"));
  }

  @Test
  void listStandsAtItsPlace() throws Exception {
    Rules rules = Rules.parse("r", "split host a\nuse known-incompatible\nsplit");
    Asked sql = Asked.host("b").classes("com.microsoft.sqlserver.jdbc.TDSChannel");
    assertEquals("known-incompatible", rules.firstMatch(sql).source());
    assertEquals(Action.NEVER, rules.firstMatch(sql).action());
    assertTrue(rules.firstMatch(sql).line() > 1);
    assertEquals(1, rules.firstMatch(Asked.host("a").classes(sql.classes)).line());
    assertEquals(3, rules.firstMatch(Asked.host("b").classes("x.Y")).line());
    assertEquals(
        3, rules.firstMatch(Asked.host("b").classes(sql.classes).role(Role.SERVER)).line());
  }

  @Test
  void listsKnowTheirClients() throws Exception {
    Rules clients = Rules.parse("r", "use http-clients");
    for (String name :
        List.of(
            "sun.net.www.protocol.https.HttpsClient",
            "jdk.internal.net.http.AbstractAsyncSSLConnection",
            "org.apache.http.conn.ssl.SSLConnectionSocketFactory",
            "org.apache.hc.client5.http.ssl.SSLConnectionSocketFactory",
            "okhttp3.internal.connection.RealConnection")) {
      assertEquals(Action.SPLIT, clients.firstMatch(Asked.host().classes(name)).action(), name);
    }
    assertNull(clients.firstMatch(Asked.host().classes("sun.net.httpserver.HttpsServerImpl")));
    assertTrue(clients.all().size() > 10);
  }

  @Test
  void loadsUtf8WithOrWithoutMark(@TempDir Path directory) throws Exception {
    Path file = directory.resolve("r.txt");
    for (String mark : List.of("", "\ufeff")) {
      Files.write(
          file,
          (mark + "mode all # \u00fc \ufffd\nsplit host b\u00fccher.example\n").getBytes(UTF_8));
      Rules rules = Rules.load(file.toString());
      assertEquals(Mode.ALL, rules.mode());
      assertNotNull(rules.firstMatch(Asked.host("xn--bcher-kva.example")));
      assertEquals(file.toString(), rules.all().get(0).source());
    }
  }

  @Test
  void refusesFilesOverSixtyFourMegabytes(@TempDir Path directory) throws Exception {
    Path file = directory.resolve("large.txt");
    try (var channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      channel.write(ByteBuffer.wrap(new byte[] {'\n'}), 64 << 20);
    }
    ConfigException e = assertThrows(ConfigException.class, () -> Rules.load(file.toString()));
    assertEquals("recordsplit: " + file + ": this rules file is larger than 64 MB", e.getMessage());
  }

  /**
   * CPU time and generous bounds: the claim is that it does not grow with the rules, on any busy
   * machine.
   */
  @Test
  void manyHostsLoadFastAndAreFoundFast() throws Exception {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 100_000; i++) {
      text.append("split host h").append(i).append(".example\n");
    }
    assertQuick(text, Asked.host("h99999.example"), 100_000);
    text.setLength(0);
    for (int i = 0; i < 100_000; i++) {
      text.append("split host db.example:").append(i % 65_000 + 1).append('\n');
    }
    assertQuick(text, Asked.host("db.example").port(65_000), 65_000);
    text.setLength(0);
    for (int i = 0; i < 100_000; i++) {
      text.append("split host 10.")
          .append(i >> 16)
          .append('.')
          .append(i >> 8 & 255)
          .append('.')
          .append(i & 255)
          .append('\n');
    }
    assertQuick(text, Asked.address(10, 1, 134, 159), 100_000);
  }

  private static void assertQuick(CharSequence text, Asked asked, int line) throws ConfigException {
    long start = cpu();
    Rules rules = Rules.parse("many", text.toString());
    long loaded = cpu();
    for (int i = 0; i < 10_000; i++) {
      assertEquals(line, rules.firstMatch(asked).line());
    }
    long found = cpu();
    assertTrue(loaded - start < 3_000_000_000L, "loading took " + (loaded - start) + " ns");
    assertTrue(found - loaded < 500_000_000L, "10,000 look-ups took " + (found - loaded) + " ns");
  }

  private static long cpu() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }
}
