package io.github.recordsplit.connection;

import io.github.recordsplit.bridge.Bridge;
import io.github.recordsplit.bridge.Rights;
import io.github.recordsplit.rules.Action;
import io.github.recordsplit.rules.Decision;
import io.github.recordsplit.rules.First;
import io.github.recordsplit.rules.Policy;
import io.github.recordsplit.rules.Scope;
import java.security.PrivilegedAction;

/** What becomes of one payload of a connection that is decided on. */
final class PayloadDue {
  private PayloadDue() {}

  /**
   * A decision of {@link Bridge}.
   *
   * @param length its bytes; 2 and more are all the same
   * @param facts bits of {@link Bridge}
   */
  static int of(Decision decided, Policy policy, int length, int facts) {
    Action action = decided.action();
    if (action != Action.SPLIT) { // a switch would be a class of its own
      return action == Action.NEVER ? Bridge.NEVER : Bridge.LEAVE;
    }
    if (!isVulnerable(facts) && policy.scope() == Scope.VULNERABLE) {
      return Bridge.LEAVE;
    }
    boolean whole = (facts & Bridge.FIRST) != 0 && policy.first() == First.WHOLE;
    // A single byte must not be split: SunJSSE's engine would add an empty record.
    if (length < 2 || whole) {
      return Bridge.NEVER;
    }
    return decided.apart() ? Bridge.SPLIT_APART : Bridge.SPLIT;
  }

  static boolean isVulnerable(int facts) {
    return (facts & (Bridge.CBC | Bridge.TLS11_PLUS)) == Bridge.CBC;
  }

  /** The same where nothing was decided yet, and is not now: with this jar's rights. */
  static int foreseen(Policy policy, ConnectionFacts peer, int length, int facts) {
    Decision would =
        Rights.use(
            new PrivilegedAction<Decision>() {
              @Override
              public Decision run() {
                return policy.decide(peer, peer.flag());
              }
            });
    return of(would, policy, length, facts);
  }
}
