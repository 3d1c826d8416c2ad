package io.github.recordsplit.observe.log;

import io.github.recordsplit.rules.Mode;
import io.github.recordsplit.rules.Policy;

/** Tells a policy as the agent's first line does. */
public final class PolicyText {
  private PolicyText() {}

  /** Returns whether the agent does anything. */
  public static String onOrOff(Policy policy) {
    if (policy.isDryRun()) {
      return "on, as a dry run: nothing is split, it is shown what would be";
    }
    return policy.mode() == Mode.SELECTIVE && policy.rules().all().isEmpty()
        ? "on, but with nothing to do: mode selective and no rules"
        : policy.mode() == Mode.NONE ? "on, and splits nothing: mode none" : "on";
  }

  /**
   * Returns mode, scope, first and how many rules there are.
   *
   * @param file the rules file, or null if there is none
   */
  public static String policy(Policy policy, String file) {
    int rules = policy.rules().all().size();
    return "mode "
        + policy.setting()
        + (policy.isDryRun() ? " (nothing is split)" : "")
        + ", scope "
        + policy.scope()
        + ", first "
        + policy.first()
        + (file == null
            ? ", no rules"
            : ", " + rules + (rules == 1 ? " rule" : " rules") + " in force of " + file);
  }
}
