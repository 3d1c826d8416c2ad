package io.github.recordsplit.observe.status;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.recordsplit.rules.Apart;
import io.github.recordsplit.rules.ConfigException;
import io.github.recordsplit.rules.Policy;
import io.github.recordsplit.rules.Role;
import io.github.recordsplit.rules.Rules;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What {@code explain} says of a connection that an operator describes. */
class ExplanationTest {
  private static final String CBC = "TLS_RSA_WITH_AES_128_CBC_SHA";
  private static final String RULES =
      """
      split host a.example role client
      never class com.acme.**
      split host b.example:443 apart
      leave host c.example role server
      upgrade host b.example
      rehearse host c.example
      """;

  private Policy policy = policy("mode selective\n" + RULES);

  @Test
  void theRuleThatDecidesIsNamed() {
    String first = "r:2: split host a.example role client decides 'split'";
    assertSays(true, "split: " + first, "a.example:443", null, "client", null, null);
    assertSays(true, "split: " + first, "a.example", "com.acme.X", null, "TLSv1", CBC);
    assertSays(
        false,
        "not split: r:3: never class com.acme.** decides 'never'",
        "d.example",
        "com.acme.X",
        null,
        null,
        null);
    assertSays(
        false,
        "not split: mode selective, as no rule matches, decides 'leave'",
        "d.example",
        "org.X",
        null,
        null,
        null);
  }

  /** Which of them, nobody can tell of one. */
  @Test
  void ofAShareBothPartsAreTold() {
    policy = policy("split share 10% host a\nsplit host *\nrehearse share 5%");
    assertSays(
        true,
        "split: r:1: split host a share 10% decides 'split' for 10 in 100 of them; of the others"
            + " r:2: split host * decides 'split'; r:3: rehearse share 5% applies to 5 in 100 of them",
        "a",
        null,
        null,
        null,
        null);
    policy = policy("split share 10% host a\nsplit share 50% host a\nnever host a");
    String parts =
        "split in part: r:1: split host a share 10% decides 'split' for 10 in 100 of them; of the"
            + " others r:2: split host a share 50% decides 'split' for 50 in 100 of them; of the"
            + " others r:3: never host a decides 'never'";
    assertSays(false, parts, "a", null, null, null, null);
    String json =
        new Explanation(policy, new HypotheticalConnection("a", null, null), null, null).json();
    assertTrue(json.contains("\"split\":false,\"share\":10,\"others\":[{"), json);
    assertTrue(json.contains("{\"decision\":\"split\",\"share\":50,\"rule\":{"), json);
    assertTrue(json.contains("{\"decision\":\"never\",\"share\":null,\"rule\":{"), json);
  }

  @Test
  void whatIsOutsideTheScopeIsNotSplit() {
    String rule = "r:2: split host a.example role client decides 'split'";
    String outside = "not split: " + rule + ", but the connection is outside scope vulnerable";
    String gcm = "TLS_RSA_WITH_AES_128_GCM_SHA256";
    assertSays(false, outside, "a.example", null, null, "TLSv1.2", gcm);
    assertSays(
        true,
        "split: " + rule + "; protocol 'TLSv9' is not known and counts as vulnerable",
        "a.example",
        null,
        null,
        "TLSv9",
        CBC);
    policy = policy("mode selective\nscope any\n" + RULES);
    rule = rule.replace("r:2", "r:3");
    assertSays(true, "split: " + rule, "a.example", null, null, "TLSv1.2", gcm);
    assertSays(
        false,
        "not split: " + rule + ", but the connection is outside scope any",
        "a.example",
        null,
        null,
        "DTLSv1.2",
        gcm);
  }

  @Test
  void whatAppliesBesideIsToldAndWhatItCosts() {
    assertSays(
        true,
        "split: r:4: split host b.example:443 apart decides 'split apart'; "
            + Apart.COST
            + "; r:6: upgrade host b.example applies",
        "b.example:443",
        null,
        null,
        null,
        null);
    assertSays(
        false,
        "not split: r:5: leave host c.example role server decides 'leave';"
            + " r:7: rehearse host c.example applies; "
            + Blind.NOTE,
        "c.example",
        null,
        "server",
        null,
        null);
    assertEquals(Blind.NOTE, Explanation.note(policy.rules().all()));
    assertNull(Explanation.note(policy("split host a.example role client\n").rules().all()));
    assertNull(Explanation.note(policy("split role server\n").rules().all()));
  }

  @Test
  void modesAreNamed() {
    policy = policy("mode none\n" + RULES);
    assertSays(false, "not split: mode none decides 'never'", "a.example", null, null, null, null);
    policy = policy("mode all\n");
    assertSays(
        true,
        "split: mode all, as no rule matches, decides 'split'",
        "a.example",
        null,
        null,
        null,
        null);
  }

  @Test
  void theSameForAProgram() {
    String head =
        "{\"mode\":\"selective\",\"dryRun\":false,\"scope\":\"vulnerable\",\"first\":\"split\",";
    assertEquals(
        head
            + "\"decision\":\"split\",\"inScope\":true,\"split\":true,\"apart\":true,"
            + "\"rule\":{\"source\":\"r\",\"line\":4,\"statement\":\"split host b.example:443 apart\"},"
            + "\"upgrade\":{\"source\":\"r\",\"line\":6,\"statement\":\"upgrade host b.example\"},"
            + "\"rehearse\":null}",
        new Explanation(policy, new HypotheticalConnection("b.example:443", null, null), null, null)
            .json());
    assertEquals(
        head
            + "\"decision\":\"leave\",\"note\":\""
            + Blind.NOTE
            + "\",\"inScope\":true,\"split\":false,"
            + "\"rule\":{\"source\":\"r\",\"line\":5,"
            + "\"statement\":\"leave host c.example role server\"},\"upgrade\":null,"
            + "\"rehearse\":{\"source\":\"r\",\"line\":7,\"statement\":\"rehearse host c.example\"}}",
        new Explanation(policy, new HypotheticalConnection("c.example", null, "server"), null, null)
            .json());
  }

  @Test
  void hostsAreTakenApart() {
    assertHost("a.example", -1, "a.example");
    assertHost("a.example", 1, "a.example:1");
    assertHost("a.example", 65535, "a.example:65535");
    assertHost("::1", -1, "::1");
    assertHost("[::1]", -1, "[::1]");
    assertHost("[::1]", 443, "[::1]:443");
    HypotheticalConnection nobody = new HypotheticalConnection(null, "a.B", "server");
    assertEquals(List.of(), nobody.names());
    assertEquals(List.of(), nobody.addresses());
    assertEquals(Role.SERVER, nobody.role());
    assertEquals("a.B", String.join(" ", nobody.classes()));
    assertEquals(0, new HypotheticalConnection("a", null, null).classes().length);
  }

  @Test
  void whatIsWrongIsNamed() {
    assertWrong("'0' is not a port (expected 1 to 65535)", "a:0", null);
    assertWrong("'65536' is not a port (expected 1 to 65535)", "a:65536", null);
    assertWrong("'x' is not a port (expected 1 to 65535)", "a:x", null);
    assertWrong("the host is missing in host ':1'", ":1", null);
    assertWrong(
        "unknown role 'clent', did you mean 'client'? (expected client or server)", "a", "clent");
  }

  private static void assertHost(String name, int port, String given) {
    HypotheticalConnection asked = new HypotheticalConnection(given, null, null);
    assertEquals(List.of(name), asked.names());
    assertEquals(port, asked.port());
    assertEquals(Role.CLIENT, asked.role());
  }

  private static void assertWrong(String message, String host, String role) {
    Exception wrong =
        assertThrows(
            IllegalArgumentException.class, () -> new HypotheticalConnection(host, null, role));
    assertEquals(message, wrong.getMessage());
  }

  private void assertSays(
      boolean split,
      String sentence,
      String host,
      String className,
      String role,
      String protocol,
      String cipher) {
    Explanation explanation =
        new Explanation(
            policy, new HypotheticalConnection(host, className, role), protocol, cipher);
    assertEquals(sentence, explanation.sentence());
    assertEquals(split, explanation.split());
  }

  private static Policy policy(String rules) {
    try {
      return Policy.of(Rules.parse("r", rules), "app");
    } catch (ConfigException e) {
      throw new AssertionError(e);
    }
  }
}
