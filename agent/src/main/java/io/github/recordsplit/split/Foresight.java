package io.github.recordsplit.split;

import io.github.recordsplit.rules.Action;
import io.github.recordsplit.rules.Decision;
import io.github.recordsplit.rules.First;
import io.github.recordsplit.rules.Policy;
import io.github.recordsplit.rules.Scope;

/**
 * What will be done with a next payload of two bytes or more. Somebody asks how much room it takes
 * before it is there, and may never write it: so nothing is decided, counted or told.
 */
final class Foresight {
  private Foresight() {}

  /** Whether what bits of {@link Bridge} say is vulnerable. */
  static boolean isVulnerable(int facts) {
    return (facts & (Bridge.CBC | Bridge.TLS11_PLUS)) == Bridge.CBC;
  }

  /** On a connection that was decided on. */
  static boolean splits(Policy policy, Decision decision, int facts) {
    boolean inScope = isVulnerable(facts) || policy.scope() == Scope.ANY;
    return decision.action() == Action.SPLIT && inScope && !isWhole(policy, facts);
  }

  /** Whether a payload is one that {@code first whole} exempts. */
  static boolean isWhole(Policy policy, int facts) {
    return (facts & Bridge.FIRST) != 0 && policy.first() == First.WHOLE;
  }

  /** On one that was not, or before something changed. */
  static boolean splits(Policy policy, Peer peer, int facts) {
    return splits(policy, policy.decide(peer, peer.flag()), facts);
  }
}
