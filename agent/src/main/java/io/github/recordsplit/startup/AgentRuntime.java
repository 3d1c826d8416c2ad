package io.github.recordsplit.startup;

import io.github.recordsplit.bridge.BridgeInjector;
import io.github.recordsplit.connection.Connection;
import io.github.recordsplit.connection.ConnectionContext;
import io.github.recordsplit.connection.Conversation;
import io.github.recordsplit.control.AgentControl;
import io.github.recordsplit.control.PolicyController;
import io.github.recordsplit.feature.outcome.Outcomes;
import io.github.recordsplit.feature.rehearse.Rehearsals;
import io.github.recordsplit.feature.upgrade.Upgrades;
import io.github.recordsplit.instrument.HookReport;
import io.github.recordsplit.instrument.Reweaver;
import io.github.recordsplit.observe.Events;
import io.github.recordsplit.observe.Order;
import io.github.recordsplit.observe.OrderListener;
import io.github.recordsplit.observe.inventory.ConnectionKind;
import io.github.recordsplit.observe.inventory.ConnectionLogLine;
import io.github.recordsplit.observe.inventory.Inventory;
import io.github.recordsplit.observe.inventory.Protection;
import io.github.recordsplit.observe.log.AgentLog;
import io.github.recordsplit.observe.log.FailureCounter;
import io.github.recordsplit.rules.Decision;
import io.github.recordsplit.rules.Options;
import io.github.recordsplit.rules.Policy;
import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** The agent at work in this JVM: the policy in force, and what connects woven code to it. */
public final class AgentRuntime implements ConnectionContext, AgentControl {
  private final Options options;
  private final AgentLog log;
  private final AtomicInteger changes = new AtomicInteger();
  private final HookReport hooks;
  private final Libraries libraries;
  private final Inventory inventory = new Inventory();
  private final FailureCounter failures = new FailureCounter();
  private volatile Policy policy;
  private volatile Events events;
  private volatile AgentHooks woven;
  private volatile OrderListener orders;
  private volatile AgentTasks tasks;
  private volatile AgentThread thread;
  private boolean introduced;
  private PolicyController steering;

  /** Makes the agent's state; nothing is connected yet. */
  AgentRuntime(Options options, AgentLog log, HookReport hooks, Libraries libraries) {
    this.options = options;
    this.policy = options.policy();
    this.log = log;
    this.hooks = hooks;
    this.libraries = libraries;
  }

  /**
   * Defines what woven code calls and hands the agent over to it; once.
   *
   * @throws ReflectiveOperationException if this JVM offers no way to define it
   */
  public synchronized void connect(Instrumentation instrumentation, Reweaver reweaver)
      throws ReflectiveOperationException, IOException {
    if (woven != null) {
      return;
    }
    BridgeInjector injector = new BridgeInjector(instrumentation);
    Exception seen = injector.define();
    AgentHooks made = AgentHooks.handOver(this, log, libraries, reweaver, injector);
    woven = made; // and from here on a new policy starts its features
    made.features().makeDue();
    if (seen != null) {
      onFailure(seen);
    }
  }

  /** Null as long as no TLS class was woven. */
  private Features features() {
    AgentHooks connected = woven;
    return connected == null ? null : connected.features();
  }

  @Override
  public boolean hearsEngines() {
    Features made = features();
    return made != null && made.hearsEngines();
  }

  @Override
  public Upgrades upgraded() {
    Features made = features();
    return made == null ? null : made.upgrades();
  }

  @Override
  public Outcomes outcomes() {
    Features made = features();
    return made == null ? null : made.outcomes();
  }

  @Override
  public Conversation conversation(ConnectionKind kind) {
    return features().outcomes().begin(kind);
  }

  @Override
  public Rehearsals rehearsals() {
    Features made = features();
    return made == null ? null : made.rehearsals();
  }

  /** What loaded of unknown TLS libraries before the agent could see it: it is to be woven. */
  public List<Class<?>> findUnknown(Class<?>[] loaded)
      throws ReflectiveOperationException, IOException {
    features().engineMade(true); // before what they read is answered
    return woven.discovery().findLoaded(loaded);
  }

  /** What was decided while classes were woven may lack what a later one tells. */
  public void decideAgain() {
    changes.incrementAndGet();
  }

  @Override
  public Policy policy() {
    return policy;
  }

  @Override
  public void policy(Policy next) {
    policy = next;
    log.policyChanged(); // before any connection follows
    changes.incrementAndGet();
    Features made = features();
    if (made != null) {
      made.startDue();
    }
  }

  @Override
  public synchronized PolicyController steering() {
    if (steering == null) {
      steering = new PolicyController(options, this, log);
    }
    return steering;
  }

  /** Carries out what is asked for already, and starts what does so from now on. */
  void watch(Prepared prepared) {
    AgentTasks made = prepared.tasks(this);
    tasks = made;
    made.first();
    thread = made.start();
  }

  /** Asked at each payload, so this is where a thread that is gone is missed. */
  @Override
  public int changes() {
    AgentThread watching = thread;
    if (watching != null && watching.isGone()) {
      replace();
    }
    return changes.get();
  }

  private synchronized void replace() {
    try {
      thread = thread.isGone() ? tasks.start() : thread;
    } catch (RuntimeException | Error e) {
      onFailure(e); // the next payload tries again
    }
  }

  @Override
  public void onOrder(Order order) {
    synchronized (changes) {
      if (introduced) {
        log.notice(order.sentence());
      }
    }
    for (OrderListener each : new OrderListener[] {events, orders}) {
      tell(each, order);
    }
  }

  /** The first line is out, and what was ordered before it follows. */
  void introduced() {
    synchronized (changes) {
      introduced = true;
      List<Order> early = steering().orders();
      for (int i = early.size() - 1; i >= 0; i--) {
        log.notice(early.get(i).sentence());
      }
    }
  }

  private void tell(OrderListener listener, Order order) {
    try {
      if (listener != null) {
        listener.ordered(order);
      }
    } catch (RuntimeException | LinkageError e) {
      onFailure(e);
    }
  }

  @Override
  public void orders(OrderListener listener) {
    orders = listener;
  }

  @Override
  public String jarOnDisk() {
    return tasks == null ? null : tasks.jarOnDisk();
  }

  @Override
  public String unreachable() {
    return tasks == null ? null : tasks.unreachable();
  }

  @Override
  public String rulesFile() {
    return options.rules();
  }

  @Override
  public Inventory inventory() {
    return inventory;
  }

  @Override
  public HookReport hooks() {
    return hooks;
  }

  @Override
  public AgentLog log() {
    return log;
  }

  @Override
  public FailureCounter failures() {
    return failures;
  }

  @Override
  public void onDecision(
      Connection connection, Decision before, Decision decision, ConnectionKind kind) {
    Features made = features();
    if (made != null) {
      made.decided(connection);
    }
    boolean isNews = inventory.decided(connection, before, decision, kind, policy);
    Events told = events;
    if (told != null) {
      told.decided(kind);
    }
    if (isNews && log.logsConnections()) {
      if (kind.protection() == Protection.NONE) {
        log.unprotected(ConnectionLogLine.of(kind), ConnectionLogLine.withoutPeer(kind));
      } else {
        log.connection(ConnectionLogLine.of(kind));
      }
    }
  }

  @Override
  public void onFailure(Throwable t) {
    failures.add(t);
    log.failure(t);
  }

  @Override
  public void onPayloadSplit(Connection connection) {
    Events told = events;
    if (told != null) {
      told.payloadSplit(connection.kind());
    }
  }

  @Override
  public void onRulesRead(String error) {
    Events told = events;
    if (told != null) {
      told.rulesReloaded(options.rules(), policy.rules().all().size(), error);
    }
  }

  @Override
  public void events(Events next) {
    events = next;
  }

  @Override
  public boolean refuses() {
    return options.refuses() && !policy.isDryRun();
  }
}
