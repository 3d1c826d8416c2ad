package io.github.recordsplit.control;

import io.github.recordsplit.feature.outcome.Outcomes;
import io.github.recordsplit.feature.rehearse.Rehearsals;
import io.github.recordsplit.feature.upgrade.Upgrades;
import io.github.recordsplit.instrument.HookReport;
import io.github.recordsplit.observe.Events;
import io.github.recordsplit.observe.Order;
import io.github.recordsplit.observe.OrderListener;
import io.github.recordsplit.observe.inventory.Inventory;
import io.github.recordsplit.observe.log.AgentLog;
import io.github.recordsplit.observe.log.FailureCounter;
import io.github.recordsplit.rules.Policy;

/** The agent at work, as the command line, the rules file and JMX steer it. */
public interface AgentControl {
  /** The policy in force. */
  Policy policy();

  /** Puts another policy in force: open connections follow at their next payload. */
  void policy(Policy policy);

  /** What to steer it with; one for all who do. */
  PolicyController steering();

  /** The rules file as the operator wrote its path, or null. */
  String rulesFile();

  /** Which connections there were. */
  Inventory inventory();

  /** Which hooks found their methods. */
  HookReport hooks();

  /** How connections fared; null before the first TLS class. */
  Outcomes outcomes();

  /** What rehearsals found; null before the first {@code rehearse} rule. */
  Rehearsals rehearsals();

  /** Which upgrades failed; null before the first {@code upgrade} rule. */
  Upgrades upgraded();

  /** The agent's own failures. */
  FailureCounter failures();

  /** Lines for people. */
  AgentLog log();

  /** The rules file was read again: null, or why the last good rules stay in force. */
  void onRulesRead(String error);

  /** Somebody ordered something, and it is done. */
  void onOrder(Order order);

  /** Who else hears of orders, from now on. */
  void orders(OrderListener listener);

  /**
   * What stands at the path of the agent's jar, in words that follow "the jar on disk", or null if
   * that is what runs.
   */
  String jarOnDisk();

  /** Why the command line cannot reach this JVM, or null. */
  String unreachable();

  /** Where to tell what happens, from now on. */
  void events(Events events);

  /** Counts and shows a failure of the agent's own. */
  void onFailure(Throwable t);
}
