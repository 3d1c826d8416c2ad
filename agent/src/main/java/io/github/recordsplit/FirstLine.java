package io.github.recordsplit;

import io.github.recordsplit.rules.Options;
import io.github.recordsplit.rules.Policy;

/** The start of the agent's first line: the options as they are in force. */
final class FirstLine {
  private FirstLine() {}

  static String of(Options options, Policy policy) {
    int rules = policy.rules().all().size();
    String file = options.rules();
    return "mode "
        + policy.mode()
        + ", scope "
        + policy.scope()
        + ", first "
        + policy.first()
        + (file == null ? ", no rules" : ", " + rules + " of " + file + " for this application");
  }
}
