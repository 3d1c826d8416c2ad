package io.github.recordsplit.connection;

import io.github.recordsplit.bridge.Rights;
import io.github.recordsplit.bridge.lang.RecordSplitDecision;
import io.github.recordsplit.rules.Action;
import io.github.recordsplit.rules.Decision;
import io.github.recordsplit.rules.First;
import io.github.recordsplit.rules.Policy;
import io.github.recordsplit.rules.Scope;
import java.security.PrivilegedAction;

/** What becomes of one payload of a connection that is decided on. */
final class PayloadDue {
  private PayloadDue() {}

  /** What is due; of what would be in a dry run, nothing. */
  static RecordSplitDecision of(Decision decided, Policy policy, int length, int facts) {
    return policy.isDryRun() ? RecordSplitDecision.LEAVE : wouldBe(decided, policy, length, facts);
  }

  /**
   * What is due where this is no dry run.
   *
   * @param length its bytes; 2 and more are all the same
   * @param facts bits of {@link PayloadFacts}
   */
  static RecordSplitDecision wouldBe(Decision decided, Policy policy, int length, int facts) {
    Action action = decided.action();
    if (action != Action.SPLIT) { // a switch would be a class of its own
      return action == Action.NEVER ? RecordSplitDecision.NEVER : RecordSplitDecision.LEAVE;
    }
    if (!isVulnerable(facts) && policy.scope() == Scope.VULNERABLE) {
      return RecordSplitDecision.LEAVE;
    }
    boolean whole = (facts & PayloadFacts.FIRST) != 0 && policy.first() == First.WHOLE;
    // A single byte must not be split: SunJSSE's engine would add an empty record.
    if (length < 2 || whole) {
      return RecordSplitDecision.NEVER;
    }
    return decided.apart() ? RecordSplitDecision.SPLIT_APART : RecordSplitDecision.SPLIT;
  }

  /** Whether a payload is one that a connection which splits would split. */
  static boolean isSplittable(Policy policy, int length, int facts) {
    boolean first = (facts & PayloadFacts.FIRST) != 0;
    return length > 1 && !(first && policy.first() == First.WHOLE);
  }

  static boolean isVulnerable(int facts) {
    return (facts & (PayloadFacts.CBC | PayloadFacts.TLS11_PLUS)) == PayloadFacts.CBC;
  }

  /** The same where nothing was decided yet, and is not now: with this jar's rights. */
  static RecordSplitDecision foreseen(Policy policy, ConnectionFacts peer, int length, int facts) {
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
