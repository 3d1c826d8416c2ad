package io.github.recordsplit.split;

import io.github.recordsplit.rules.Action;
import io.github.recordsplit.rules.Decision;
import io.github.recordsplit.rules.Policy;
import io.github.recordsplit.rules.Role;
import io.github.recordsplit.rules.Scope;

/** Tells a decision in one line, for {@code log=connections}. */
final class Story {
  private Story() {}

  static String of(Peer peer, Decision decision, Policy policy, boolean vulnerable) {
    Role role = peer.role();
    StringBuilder line = new StringBuilder();
    line.append(role == null ? "connection" : role).append(' ');
    // A server's peers have a port each: naming it would make every connection a kind of its own.
    line.append(role == Role.SERVER ? peer.displayHost() : peer.display());
    line.append(' ').append(peer.protocol()).append(' ').append(peer.cipherSuite());
    line.append(": ").append(decision.action());
    if (decision.action() == Action.SPLIT && !vulnerable && policy.scope() == Scope.VULNERABLE) {
      line.append(", left alone because it is not vulnerable");
    }
    return line.append(" (").append(reason(decision, policy)).append(')').toString();
  }

  private static String reason(Decision decision, Policy policy) {
    if (decision.flagged()) {
      return "flag in the session";
    }
    return decision.rule() == null ? "mode " + policy.mode() : String.valueOf(decision.rule());
  }
}
