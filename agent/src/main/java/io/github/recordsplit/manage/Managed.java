package io.github.recordsplit.manage;

import io.github.recordsplit.rules.Policy;

/** The agent at work, as the command line, the rules file and JMX steer it. */
public interface Managed {
  /** The policy in force. */
  Policy policy();

  /** Puts another policy in force: open connections follow at their next payload. */
  void policy(Policy policy);

  /** What to steer it with; one for all who do. */
  Steering steering();

  /** Counts and shows a failure of the agent's own. */
  void onFailure(Throwable t);
}
