package io.github.recordsplit.manage.status;

import io.github.recordsplit.rules.Action;
import io.github.recordsplit.rules.Apart;
import io.github.recordsplit.rules.Decision;
import io.github.recordsplit.rules.Messages;
import io.github.recordsplit.rules.Mode;
import io.github.recordsplit.rules.Policy;
import io.github.recordsplit.rules.Rule;
import io.github.recordsplit.rules.Scope;
import java.util.Arrays;

/** Which rule decides about a connection, and whether it would be split. */
public final class Explanation {
  private static final String[] PROTOCOLS = {
    "SSLv3", "TLSv1", "TLSv1.1", "TLSv1.2", "TLSv1.3", "DTLSv1.0", "DTLSv1.2"
  };

  private final Policy policy;
  private final Decision decision;
  private final boolean inScope;
  private final Rule upgrade;
  private final Rule rehearse;

  /**
   * Asks a policy.
   *
   * @param protocol as JSSE names it; null for one that is vulnerable
   * @param cipher as JSSE names it; null for one that is vulnerable
   * @throws IllegalArgumentException if one is named otherwise: it would seem not to be vulnerable
   */
  public Explanation(Policy policy, Asked subject, String protocol, String cipher) {
    check(protocol, cipher);
    this.policy = policy;
    decision = policy.decide(subject, null);
    inScope = inScope(policy.scope(), protocol, cipher);
    upgrade = policy.applying(Action.UPGRADE, subject);
    rehearse = policy.applying(Action.REHEARSE, subject);
  }

  private static void check(String protocol, String cipher) {
    if (protocol != null && !Arrays.asList(PROTOCOLS).contains(protocol)) {
      throw new IllegalArgumentException(Messages.unknown("protocol", protocol, PROTOCOLS));
    }
    if (cipher != null && !cipher.startsWith("TLS_") && !cipher.startsWith("SSL_")) {
      throw new IllegalArgumentException(
          Messages.quote(cipher)
              + " is not a cipher suite as JSSE names it (expected the like of"
              + " TLS_RSA_WITH_AES_128_CBC_SHA)");
    }
  }

  /**
   * What is not given is taken to be vulnerable. A datagram record is a message, so DTLS is in no
   * scope.
   */
  private static boolean inScope(Scope scope, String protocol, String cipher) {
    if (protocol != null && protocol.startsWith("DTLS")) {
      return false;
    }
    boolean old = protocol == null || protocol.equals("SSLv3") || protocol.equals("TLSv1");
    boolean cbc = cipher == null || cipher.contains("_CBC_");
    return scope == Scope.ANY || (old && cbc);
  }

  /** Whether such a connection would be split. */
  public boolean split() {
    return inScope && decision.action() == Action.SPLIT;
  }

  /** The answer in one sentence. */
  public String sentence() {
    return (split() ? "split" : "not split")
        + ": "
        + reason()
        + " decides '"
        + decision.words()
        + "'"
        + limit()
        + (split() && decision.apart() ? "; " + Apart.COST : "")
        + beside(upgrade)
        + beside(rehearse);
  }

  private static String beside(Rule rule) {
    return rule == null ? "" : "; " + named(rule) + " applies";
  }

  private static String named(Rule rule) {
    return rule.place() + ": " + rule;
  }

  private String reason() {
    if (decision.rule() != null) {
      return named(decision.rule());
    }
    String unmatched = policy.mode() == Mode.NONE ? "" : ", as no rule matches,";
    return "mode " + policy.mode() + unmatched;
  }

  private String limit() {
    boolean outside = decision.action() == Action.SPLIT && !inScope;
    return outside ? ", but the connection is outside scope " + policy.scope() : "";
  }

  /** The answer as one JSON object. */
  public String json() {
    Json out = Json.policy(policy).text("decision", decision.action());
    out.raw("inScope", Boolean.toString(inScope)).raw("split", Boolean.toString(split()));
    if (split() && decision.apart()) {
      out.raw("apart", "true");
    }
    return out.raw("rule", json(decision.rule()))
        .raw("upgrade", json(upgrade))
        .raw("rehearse", json(rehearse))
        .toString();
  }

  private static String json(Rule rule) {
    return rule == null ? "null" : Json.rule(rule);
  }
}
