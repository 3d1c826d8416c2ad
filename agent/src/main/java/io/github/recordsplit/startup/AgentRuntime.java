package io.github.recordsplit.startup;

import io.github.recordsplit.bridge.Bridge;
import io.github.recordsplit.bridge.BridgeInjector;
import io.github.recordsplit.connection.Connection;
import io.github.recordsplit.connection.ConnectionContext;
import io.github.recordsplit.connection.ConnectionRegistry;
import io.github.recordsplit.control.AgentControl;
import io.github.recordsplit.control.PolicyController;
import io.github.recordsplit.feature.peeraddress.Channels;
import io.github.recordsplit.feature.peeraddress.PeerAddressHooks;
import io.github.recordsplit.feature.rehearse.ReadHooks;
import io.github.recordsplit.feature.rehearse.Rehearsals;
import io.github.recordsplit.feature.rehearse.Rehearser;
import io.github.recordsplit.feature.upgrade.UpgradeHooks;
import io.github.recordsplit.feature.upgrade.Upgrader;
import io.github.recordsplit.feature.upgrade.Upgrades;
import io.github.recordsplit.instrument.HookReport;
import io.github.recordsplit.instrument.HookTables;
import io.github.recordsplit.instrument.Reweaver;
import io.github.recordsplit.library.bctls.LazyBcTls;
import io.github.recordsplit.library.sunjsse.OnCreated;
import io.github.recordsplit.library.sunjsse.OnShaken;
import io.github.recordsplit.library.sunjsse.Sites;
import io.github.recordsplit.library.sunjsse.SunJsseReader;
import io.github.recordsplit.library.unknown.Discovery;
import io.github.recordsplit.library.unknown.JdkStreams;
import io.github.recordsplit.library.unknown.JsseApiReader;
import io.github.recordsplit.library.unknown.UnknownLibraries;
import io.github.recordsplit.library.unknown.UnknownLibraryHooks;
import io.github.recordsplit.observe.Events;
import io.github.recordsplit.observe.Order;
import io.github.recordsplit.observe.OrderListener;
import io.github.recordsplit.observe.inventory.ConnectionKind;
import io.github.recordsplit.observe.inventory.ConnectionLogLine;
import io.github.recordsplit.observe.inventory.Inventory;
import io.github.recordsplit.observe.inventory.Protection;
import io.github.recordsplit.observe.log.AgentLog;
import io.github.recordsplit.observe.log.FailureCounter;
import io.github.recordsplit.rules.Action;
import io.github.recordsplit.rules.Decision;
import io.github.recordsplit.rules.Options;
import io.github.recordsplit.rules.Policy;
import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;

/** The agent at work in this JVM: the policy in force, and what connects woven code to it. */
public final class AgentRuntime implements ConnectionContext, AgentControl, Discovery.Listener {
  private final Options options;
  private final AgentLog log;
  private final AtomicInteger changes = new AtomicInteger();
  private final HookReport hooks;
  private final HookTables tables;
  private final Inventory inventory = new Inventory();
  private final FailureCounter failures = new FailureCounter();
  private volatile Policy policy;
  private volatile Events events;
  private volatile OrderListener orders;
  private volatile AgentTasks tasks;
  private volatile AgentThread thread;
  private volatile Rehearsals rehearsals;
  private volatile Upgrades upgrades;
  private volatile Channels channels;
  private boolean introduced;
  private boolean connected;
  private Reweaver reweaver;
  private ConnectionRegistry connections;
  private BridgeInjector injector;
  private SunJsseReader sunJsse;
  private Sites sites;
  private LazyBcTls bcTls;
  private volatile Discovery discovery;
  private PolicyController steering;

  /** Makes the agent's state; nothing is connected yet. */
  AgentRuntime(Options options, AgentLog log, HookReport hooks, HookTables tables) {
    this.options = options;
    this.policy = options.policy();
    this.log = log;
    this.hooks = hooks;
    this.tables = tables;
  }

  /**
   * Makes the bridge that woven code calls and points it here; once.
   *
   * @throws ReflectiveOperationException if this JVM offers no way to make it
   */
  public synchronized void connect(Instrumentation instrumentation, Reweaver reweaver)
      throws ReflectiveOperationException, IOException {
    if (connected) {
      return;
    }
    BridgeInjector injector = new BridgeInjector(instrumentation);
    discovery = new Discovery(reweaver, this);
    tables.addFound(new UnknownLibraryHooks(discovery));
    bcTls = new LazyBcTls(this, injector, new OnFailure());
    sunJsse = new SunJsseReader(injector);
    connections = new ConnectionRegistry(this, sunJsse);
    sites = new Sites(connections, sunJsse, new OnFailure());
    injector.connect("SiteBridge", BridgeInjector.SITE_NAME, sites);
    injector.connect(
        "Bridge",
        BridgeInjector.NAME,
        connections,
        new OnCreated(connections, this, log),
        new OnSessionValue(),
        new OnFailure(),
        bcTls,
        discovery,
        new OnShaken(connections, sites));
    this.injector = injector;
    this.reweaver = reweaver;
    connected = true;
    for (Action action : new Action[] {Action.REHEARSE, Action.UPGRADE}) {
      if (isDue(action)) {
        connect(action);
      }
    }
    if (policy.usesHosts()) {
      connectChannels();
    }
  }

  /** Makes the bridge that only rules with a host need. */
  private void connectChannels() throws ReflectiveOperationException, IOException {
    Channels made = new Channels(this, connections, sunJsse, discovery, bcTls::bcTls, reweaver);
    injector.connect("ChannelBridge", BridgeInjector.CHANNEL_NAME, made.slots());
    channels = made;
    PeerAddressHooks woven = new PeerAddressHooks(discovery);
    tables.add(woven);
    tables.addFound(woven);
  }

  private boolean seesChannels() {
    return channels != null;
  }

  @Override
  public void engineMade(boolean before) {
    Channels seen = channels;
    if (seen != null) {
      seen.engineMade(before);
    }
  }

  @Override
  public boolean hearsEngines() {
    return seesChannels() && policy.usesHosts() && Channels.areHeard(hooks);
  }

  /** Makes the bridge that only rules of an action need. */
  private void connect(Action action) throws ReflectiveOperationException, IOException {
    if (action == Action.REHEARSE) {
      connectRehearsal();
    } else {
      connectUpgrade();
    }
  }

  private void connectUpgrade() throws ReflectiveOperationException, IOException {
    Upgrades made = new Upgrades(log);
    Upgrader upgrader = new Upgrader(this, connections, sunJsse, bcTls::bcTls, made);
    injector.connect("UpgradeBridge", BridgeInjector.UPGRADE_NAME, upgrader);
    upgrades = made;
    tables.add(new UpgradeHooks());
  }

  @Override
  public Upgrades upgraded() {
    return upgrades;
  }

  private void connectRehearsal() throws ReflectiveOperationException, IOException {
    Rehearsals made = new Rehearsals(log);
    Rehearser rehearser = new Rehearser(this, connections, sunJsse, made);
    injector.connect("RehearsalBridge", BridgeInjector.REHEARSAL_NAME, rehearser);
    rehearsals = made;
    tables.add(new ReadHooks());
  }

  @Override
  public Rehearsals rehearsals() {
    return rehearsals;
  }

  @Override
  public synchronized ConnectionRegistry connectGeneric(Discovery discovery)
      throws ReflectiveOperationException, IOException {
    ConnectionRegistry connections = new ConnectionRegistry(this, new JsseApiReader(sites));
    injector.connect(
        "GenericBridge",
        BridgeInjector.GENERIC_NAME,
        new UnknownLibraries(connections, discovery, new JdkStreams(injector), new OnFailure())
            .slots());
    return connections;
  }

  /**
   * What loaded of unknown TLS libraries before the agent could see their objects made; it is to be
   * woven.
   */
  public List<Class<?>> findUnknown(Class<?>[] loaded)
      throws ReflectiveOperationException, IOException {
    return discovery.findLoaded(loaded);
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
    if (isDue(Action.REHEARSE)) {
      start(Action.REHEARSE, Rehearser.callers());
    }
    if (isDue(Action.UPGRADE)) {
      start(Action.UPGRADE, Upgrader.callers());
    }
    if (next.usesHosts() && !seesChannels()) {
      startChannels();
    }
  }

  private void startChannels() {
    try {
      synchronized (this) {
        if (!connected || seesChannels()) {
          return;
        }
        connectChannels();
      }
      channels.start();
    } catch (Exception | LinkageError e) {
      onFailure(e);
    }
  }

  /** Without a lock where classes are woven again: who loads one holds the weaver's. */
  private void start(Action action, String[] callers) {
    try {
      synchronized (this) {
        if (!connected || !isDue(action)) {
          return;
        }
        connect(action);
      }
      reweaver.reweaveLoaded(callers);
    } catch (Exception | LinkageError e) {
      onFailure(e);
    }
  }

  /** Whether rules ask for an action whose bridge is not made yet. */
  private boolean isDue(Action action) {
    boolean made = action == Action.REHEARSE ? rehearsals != null : upgrades != null;
    return !made && policy.mayApply(action);
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
    return options.refuses();
  }

  private final class OnSessionValue implements Consumer<Object> {
    @Override
    public void accept(Object name) {
      changes.incrementAndGet();
    }
  }

  private final class OnFailure implements Function<Throwable, Integer> {
    @Override
    public Integer apply(Throwable t) {
      onFailure(t);
      return options.refuses() ? Bridge.REFUSE : Bridge.LEAVE;
    }
  }
}
