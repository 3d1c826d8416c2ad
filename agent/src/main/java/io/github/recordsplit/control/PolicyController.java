package io.github.recordsplit.control;

import io.github.recordsplit.observe.Order;
import io.github.recordsplit.observe.log.AgentLog;
import io.github.recordsplit.rules.ModeSetting;
import io.github.recordsplit.rules.Options;
import io.github.recordsplit.rules.Policy;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Puts policies in force: what is configured (the options before the rules file, as both are now),
 * in the mode that an operator ordered, if one did; for a while or until further notice. Safe for
 * use by many threads. No file is read under its lock: one that does not answer keeps nobody from
 * an order.
 */
public final class PolicyController {
  private static final int KEPT_ORDERS = 20;
  private static final long ENABLE_MILLIS = 500;
  private static final long RELOAD_MILLIS = 5000;

  private final Options options;
  private final AgentControl agent;
  private final RulesFileWatcher watch;
  private final ArrayDeque<Order> orders = new ArrayDeque<>();
  private RulesReader reader;
  private Policy configured;
  private ModeSetting ordered;

  /** What was ordered for a while, and goes before {@link #ordered}. */
  private ModeSetting passing;

  /** When that ends, by {@link System#nanoTime}: nobody sets this clock. */
  private long passingUntil;

  /** Steers an agent whose policy in force is the configured one. */
  public PolicyController(Options options, AgentControl agent, AgentLog stderr) {
    this.options = options;
    this.agent = agent;
    this.configured = agent.policy();
    this.watch = options.rules() == null ? null : new RulesFileWatcher(options, configured, stderr);
  }

  /** From now on another thread reads the rules file; before, whoever asks for it. */
  public synchronized void readBy(RulesReader thread) {
    reader = thread;
  }

  /**
   * Orders a mode, whatever is configured now or later, until {@link #enable}.
   *
   * @param by who does
   */
  public void order(ModeSetting mode, String by) {
    ModeSetting was;
    synchronized (this) {
      was = policy().setting();
      ordered = mode;
      passing = null;
      apply();
    }
    keep(by, "mode " + mode, was);
  }

  /**
   * Orders a mode for a while; then what was in force before it holds again.
   *
   * @param seconds how long
   * @param by who does
   */
  public void order(ModeSetting mode, long seconds, String by) {
    ModeSetting was;
    synchronized (this) {
      was = policy().setting();
      passing = mode;
      passingUntil = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
      apply();
    }
    keep(by, "mode " + mode + " for " + seconds + " s", was);
  }

  /**
   * Returns to what is configured now: the rules file is read first if it changed and answers.
   *
   * @param by who orders that
   */
  public void enable(String by) {
    lookNow(ENABLE_MILLIS);
    ModeSetting was;
    synchronized (this) {
      was = policy().setting();
      ordered = null;
      passing = null;
      apply();
    }
    keep(by, "enable", was);
  }

  private void keep(String by, String what, ModeSetting was) {
    ModeSetting now = policy().setting();
    Order order = new Order(by, what, "mode " + now.after(was));
    synchronized (orders) {
      orders.addFirst(order);
      if (orders.size() > KEPT_ORDERS) {
        orders.removeLast();
      }
    }
    agent.onOrder(order);
  }

  /** The last orders, the newest first. */
  public List<Order> orders() {
    synchronized (orders) {
      return new ArrayList<>(orders);
    }
  }

  /**
   * Reads the rules file now.
   *
   * @return null if it is in force, else the sentence that says what is wrong with it; then the
   *     last good rules stay in force
   */
  public String reload() {
    return lookNow(RELOAD_MILLIS);
  }

  private String lookNow(long millis) {
    RulesReader other;
    synchronized (this) {
      other = reader;
    }
    if (watch == null) {
      return null;
    }
    if (other != null) {
      other.readNow(millis);
      return rulesError();
    }
    return watch.lookNow(this);
  }

  /** Looks whether the rules file changed; called four times a second by who reads it. */
  public void look() {
    if (watch != null) {
      watch.look(this);
    }
  }

  /** Reads the rules file whether or not it seems to have changed; called by who reads it. */
  public void readNow() {
    if (watch != null) {
      watch.lookNow(this);
    }
  }

  /** Goes back from an order whose time is over; called four times a second. It reads no file. */
  public synchronized void lookAtTheClock() {
    if (passing != null && passingNanos() == 0) {
      ModeSetting was = passing;
      passing = null;
      apply();
      agent
          .log()
          .notice("mode " + policy().setting() + " again: the time of mode " + was + " is over");
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
  public synchronized ModeSetting ordered() {
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
  public synchronized ModeSetting standing() {
    return ordered == null ? configured.setting() : ordered;
  }

  /**
   * What the mode in force comes from: {@code order}, the name of an option's place, {@code rules
   * file} or {@code default}.
   */
  public synchronized String modeSource() {
    return ordered() == null ? options.modeSource(configured.rules()) : "order";
  }

  /** What is wrong with the rules file as it is now, or null. */
  public String rulesError() {
    if (watch == null) {
      return null;
    }
    RulesReader other;
    synchronized (this) {
      other = reader;
    }
    return other != null && other.isStuck() ? watch.silent() : watch.error();
  }

  synchronized void configured(Policy policy) {
    configured = policy;
    apply();
  }

  void read(String error) {
    agent.onRulesRead(error);
  }

  private void apply() {
    ModeSetting order = ordered();
    agent.policy(order == null ? configured : configured.in(order));
  }
}
