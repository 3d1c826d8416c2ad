package io.github.recordsplit.observe.inventory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.github.recordsplit.observe.status.HypotheticalConnection;
import io.github.recordsplit.rules.Apart;
import io.github.recordsplit.rules.ConfigException;
import io.github.recordsplit.rules.Decision;
import io.github.recordsplit.rules.Known;
import io.github.recordsplit.rules.Policy;
import io.github.recordsplit.rules.Role;
import io.github.recordsplit.rules.Rule;
import io.github.recordsplit.rules.Rules;
import org.junit.jupiter.api.Test;

/** A decision in one line, and what makes two connections the same kind. */
class ConnectionLogLineTest {
  private static final String SUITE = " TLSv1 TLS_RSA_WITH_AES_128_CBC_SHA: ";
  private static final String END = ", opened by com.acme.Server, SunJSSE";

  @Test
  void tellsTheDecisionAndWhatBecameOfIt() {
    FakeFacts facts = FakeFacts.of(Role.CLIENT, "a:443");
    Decision all = decision("mode all\n");
    assertEquals(
        "client a:443" + SUITE + "split (mode all), protected by recordsplit" + END,
        ConnectionLogLine.of(new ConnectionKind(facts, all, Done.SPLIT, Protection.AGENT, null)));
    assertEquals(
        "client " + SUITE + "split (mode all), left alone because it is not vulnerable" + END,
        ConnectionLogLine.withoutPeer(
            new ConnectionKind(facts, all, Done.LEAVE, Protection.NOT_NEEDED, null)));
    assertEquals(
        "client a:443"
            + SUITE
            + "split (mode all), CANNOT: no way, VULNERABLE and not protected"
            + END,
        ConnectionLogLine.of(
            new ConnectionKind(facts, all, Done.CANNOT, Protection.NONE, "no way")));
    FakeFacts unknown = FakeFacts.of(null, "a");
    assertEquals(
        "connection a" + SUITE + "never (mode none), VULNERABLE and not protected" + END,
        ConnectionLogLine.of(
            new ConnectionKind(
                unknown, decision("mode none\n"), Done.NEVER, Protection.NONE, null)));
    assertEquals(
        "connection a" + SUITE + "leave (mode selective), protected by its TLS library" + END,
        ConnectionLogLine.of(
            new ConnectionKind(unknown, decision(""), Done.LEAVE, Protection.LIBRARY, null)));
  }

  @Test
  void tellsTheRuleAndItsPrice() {
    Decision apart = decision("split apart\n");
    FakeFacts upgraded = FakeFacts.of(Role.SERVER, "b", Known.NAME, apart.rule());
    String head = "server b" + SUITE + "split apart (r:1: split apart), ";
    String offered = "newer TLS offered by r:1: split apart, ";
    assertEquals(
        head + offered + Apart.COST + ", protected by recordsplit" + END,
        ConnectionLogLine.of(
            new ConnectionKind(upgraded, apart, Done.SPLIT, Protection.AGENT, null)));
    assertEquals(
        head + "left alone because it is not vulnerable" + END,
        ConnectionLogLine.of(
            new ConnectionKind(
                FakeFacts.of(Role.SERVER, "b"), apart, Done.LEAVE, Protection.NOT_NEEDED, null)));
  }

  @Test
  void kindsDifferInAllThatIsTold() {
    Rule rule = decision("split\n").rule();
    ConnectionKind kind = kind(FakeFacts.of(Role.CLIENT, "a"), "split\n");
    assertEquals(kind, kind(FakeFacts.of(Role.CLIENT, "a"), "split\n"), "the rule was read again");
    assertEquals(kind.hashCode(), kind(FakeFacts.of(Role.CLIENT, "a"), "split\n").hashCode());
    for (ConnectionKind other :
        new ConnectionKind[] {
          kind(FakeFacts.of(Role.SERVER, "a"), "split\n"),
          kind(FakeFacts.of(Role.CLIENT, "b"), "split\n"),
          kind(FakeFacts.of(Role.CLIENT, "a", Known.ADDRESS, null), "split\n"),
          kind(FakeFacts.of(Role.CLIENT, "a", Known.NAME, rule), "split\n"),
          kind(FakeFacts.of(Role.CLIENT, "a"), "split role client\n"),
          kind(FakeFacts.of(Role.CLIENT, "a"), "\nsplit\n"),
          kind(FakeFacts.of(Role.CLIENT, "a"), "mode all\n"),
          new ConnectionKind(
              FakeFacts.of(Role.CLIENT, "a"),
              decision("split\n"),
              Done.LEAVE,
              Protection.AGENT,
              null),
          new ConnectionKind(
              FakeFacts.of(Role.CLIENT, "a"),
              decision("split\n"),
              Done.SPLIT,
              Protection.NONE,
              null),
          new ConnectionKind(
              FakeFacts.of(Role.CLIENT, "a"),
              decision("split\n"),
              Done.SPLIT,
              Protection.AGENT,
              "why")
        }) {
      assertFalse(kind.equals(other), ConnectionLogLine.of(other));
      assertFalse(other.equals(kind), ConnectionLogLine.of(other));
    }
    assertFalse(kind.isRest());
  }

  private static ConnectionKind kind(FakeFacts facts, String rules) {
    return new ConnectionKind(facts, decision(rules), Done.SPLIT, Protection.AGENT, null);
  }

  private static Decision decision(String rules) {
    try {
      return Policy.of(Rules.parse("r", rules), "app")
          .decide(new HypotheticalConnection("a", null, null), null);
    } catch (ConfigException e) {
      throw new AssertionError(e);
    }
  }
}
