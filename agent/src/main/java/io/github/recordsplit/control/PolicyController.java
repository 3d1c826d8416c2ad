package io.github.recordsplit.control;

import io.github.recordsplit.observe.log.AgentLog;
import io.github.recordsplit.rules.Mode;
import io.github.recordsplit.rules.Options;
import io.github.recordsplit.rules.Policy;

/**
 * Puts policies in force: what is configured (the options before the rules file, as both are now),
 * in the mode that an operator ordered, if one did. Safe for use by many threads.
 */
public final class PolicyController {
  private final AgentControl agent;
  private final RulesFileWatcher watch;
  private Policy configured;
  private Mode ordered;

  /** Steers an agent whose policy in force is the configured one. */
  public PolicyController(Options options, AgentControl agent, AgentLog stderr) {
    this.agent = agent;
    this.configured = agent.policy();
    this.watch = options.rules() == null ? null : new RulesFileWatcher(options, configured, stderr);
  }

  /** Orders a mode, whatever is configured now or later, until {@link #enable}. */
  public synchronized void order(Mode mode) {
    ordered = mode;
    apply();
  }

  /** Returns to what is configured now: the rules file is read first if it changed. */
  public synchronized void enable() {
    ordered = null;
    if (watch != null) {
      watch.lookNow(this);
    }
    apply();
  }

  /**
   * Reads the rules file now.
   *
   * @return null if it is in force, else the sentence that says what is wrong with it; then the
   *     last good rules stay in force
   */
  public synchronized String reload() {
    return watch == null ? null : watch.lookNow(this);
  }

  /** Looks whether the rules file changed; called four times a second. */
  public synchronized void look() {
    if (watch != null) {
      watch.look(this);
    }
  }

  /** The policy in force. */
  public Policy policy() {
    return agent.policy();
  }

  /** What the options and the rules file say, as the file is now. */
  public synchronized Policy configured() {
    return configured;
  }

  /** The mode that an operator ordered, or null. */
  public synchronized Mode ordered() {
    return ordered;
  }

  /** What is wrong with the rules file as it is now, or null. */
  public synchronized String rulesError() {
    return watch == null ? null : watch.error();
  }

  synchronized void configured(Policy policy) {
    configured = policy;
    apply();
  }

  void read(String error) {
    agent.onRulesRead(error);
  }

  private void apply() {
    agent.policy(ordered == null ? configured : configured.in(ordered));
  }
}
