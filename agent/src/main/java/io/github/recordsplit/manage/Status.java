package io.github.recordsplit.manage;

import io.github.recordsplit.rules.Policy;

/** What {@code status} prints. */
final class Status {
  private Status() {}

  /**
   * Tells what the agent does in this JVM.
   *
   * @param json whether one JSON object is asked for, else lines of at most 80 columns
   */
  static String of(Managed agent, boolean json) {
    Policy policy = agent.policy();
    if (json) {
      return Json.policy(policy).toString();
    }
    int rules = policy.rules().all().size();
    return "mode "
        + policy.mode()
        + ", scope "
        + policy.scope()
        + ", first "
        + policy.first()
        + ", rules "
        + rules;
  }
}
