package io.github.recordsplit.control;

import io.github.recordsplit.observe.log.AgentLog;
import io.github.recordsplit.rules.Mode;
import io.github.recordsplit.rules.Options;
import io.github.recordsplit.rules.Policy;

/**
 * Puts policies in force: what is configured (the options before the rules file, as both are now),
 * in the mode that an operator ordered, if one did; for a while or until further notice. Safe for
 * use by many threads.
 */
public final class PolicyController {
  private final Options options;
  private final AgentControl agent;
  private final RulesFileWatcher watch;
  private Policy configured;
  private Mode ordered;

  /** What was ordered for a while, and goes before {@link #ordered}. */
  private Mode passing;

  /** When that ends, by {@link System#nanoTime}: nobody sets this clock. */
  private long passingUntil;

  /** Steers an agent whose policy in force is the configured one. */
  public PolicyController(Options options, AgentControl agent, AgentLog stderr) {
    this.options = options;
    this.agent = agent;
    this.configured = agent.policy();
    this.watch = options.rules() == null ? null : new RulesFileWatcher(options, configured, stderr);
  }

  /** Orders a mode, whatever is configured now or later, until {@link #enable}. */
  public synchronized void order(Mode mode) {
    ordered = mode;
    passing = null;
    apply();
  }

  /** Orders a mode for a while; then what was in force before it holds again. */
  public synchronized void order(Mode mode, long nanos) {
    passing = mode;
    passingUntil = System.nanoTime() + nanos;
    apply();
  }

  /** Returns to what is configured now: the rules file is read first if it changed. */
  public synchronized void enable() {
    ordered = null;
    passing = null;
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

  /**
   * Looks whether an order's time is over, and whether the rules file changed; called four times a
   * second.
   */
  public synchronized void look() {
    lookAtTheClock();
    if (watch != null) {
      watch.look(this);
    }
  }

  /** Goes back from an order whose time is over. It reads no file. */
  public synchronized void lookAtTheClock() {
    if (passing != null && passingNanos() == 0) {
      Mode was = passing;
      passing = null;
      apply();
      agent
          .log()
          .notice("mode " + policy().mode() + " again: the time of mode " + was + " is over");
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

  /** What was given at the start. */
  public Options options() {
    return options;
  }

  /** The mode that an operator ordered, or null. */
  public synchronized Mode ordered() {
    return passing == null ? ordered : passing;
  }

  /** How long the order holds, or -1 where it holds until another comes, or there is none. */
  public synchronized long orderedNanos() {
    return passing == null ? -1 : passingNanos();
  }

  private long passingNanos() {
    return Math.max(0, passingUntil - System.nanoTime());
  }

  /** The mode that holds when an order for a while is over. */
  public synchronized Mode standing() {
    return ordered == null ? configured.mode() : ordered;
  }

  /**
   * What the mode in force comes from: {@code order}, the name of an option's place, {@code rules
   * file} or {@code default}.
   */
  public synchronized String modeSource() {
    return ordered() == null ? options.modeSource(configured.rules()) : "order";
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
    Mode order = ordered();
    agent.policy(order == null ? configured : configured.in(order));
  }
}
