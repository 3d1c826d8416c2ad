package io.github.recordsplit.manage;

import io.github.recordsplit.rules.Mode;
import io.github.recordsplit.rules.Policy;

/** The agent at work in this JVM, as {@code status}, JMX and the flight recorder show it. */
public interface Running {
  /** The policy in force. */
  Policy policy();

  /** The rules file as the operator wrote its path, or null. */
  String rulesFile();

  /** What came of reading it the last time, in one sentence. */
  String lastReload();

  /** Which connections there were. */
  Inventory inventory();

  /** Which hooks found their methods. */
  HookReport hooks();

  /** The agent's own failures. */
  Failures failures();

  /** Changes the mode, until a rules file that states one is read again. */
  void mode(Mode mode);

  /**
   * Reads the rules file again.
   *
   * @return null, or why the last good rules stay in force
   */
  String reload();
}
