package io.github.recordsplit.cli;

import io.github.recordsplit.manage.Json;
import io.github.recordsplit.rules.Action;
import io.github.recordsplit.rules.ConfigException;
import io.github.recordsplit.rules.Decision;
import io.github.recordsplit.rules.Mode;
import io.github.recordsplit.rules.Policy;
import io.github.recordsplit.rules.Rules;
import io.github.recordsplit.rules.Scope;
import java.io.PrintStream;

/**
 * {@code explain FILE ...}: which rule decides about a connection, and whether it would be split.
 */
final class Explain {
  static final String[] OPTIONS = {
    "--host", "--class", "--app", "--role", "--protocol", "--cipher", Arguments.JSON
  };

  private final Policy policy;
  private final Decision decision;
  private final boolean inScope;

  private Explain(Arguments arguments) throws UsageException, ConfigException {
    Described subject = new Described(arguments);
    String app = arguments.value("--app");
    policy = Policy.of(Rules.load(arguments.file()), app == null ? "" : app);
    decision = policy.decide(subject, null);
    inScope = inScope(policy.scope(), arguments.value("--protocol"), arguments.value("--cipher"));
  }

  static int run(Arguments arguments, PrintStream out) throws UsageException, ConfigException {
    Explain answer = new Explain(arguments);
    out.println(arguments.json() ? answer.json() : answer.sentence());
    return answer.split() ? Main.DONE : Main.NO;
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

  private boolean split() {
    return inScope && decision.action() == Action.SPLIT;
  }

  private String sentence() {
    return (split() ? "split" : "not split")
        + ": "
        + reason()
        + " decides '"
        + decision.action()
        + "'"
        + limit();
  }

  private String reason() {
    if (decision.rule() != null) {
      return decision.rule().place() + ": " + decision.rule();
    }
    String unmatched = policy.mode() == Mode.NONE ? "" : ", as no rule matches,";
    return "mode " + policy.mode() + unmatched;
  }

  private String limit() {
    boolean outside = decision.action() == Action.SPLIT && !inScope;
    return outside ? ", but the connection is outside scope " + policy.scope() : "";
  }

  private String json() {
    Json out = Json.policy(policy).text("decision", decision.action());
    out.raw("inScope", Boolean.toString(inScope)).raw("split", Boolean.toString(split()));
    return out.raw("rule", decision.rule() == null ? "null" : Json.rule(decision.rule()))
        .toString();
  }
}
