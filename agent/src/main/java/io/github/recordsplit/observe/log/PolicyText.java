package io.github.recordsplit.observe.log;

import io.github.recordsplit.rules.Policy;

/** Tells a policy as the agent's first line does. */
public final class PolicyText {
  private PolicyText() {}

  /**
   * Returns mode, scope, first and how many rules there are.
   *
   * @param file the rules file, or null if there is none
   */
  public static String policy(Policy policy, String file) {
    int rules = policy.rules().all().size();
    return "mode "
        + policy.mode()
        + ", scope "
        + policy.scope()
        + ", first "
        + policy.first()
        + (file == null
            ? ", no rules"
            : ", " + rules + (rules == 1 ? " rule" : " rules") + " in force of " + file);
  }
}
