package io.github.recordsplit.split;

import io.github.recordsplit.manage.Events;
import io.github.recordsplit.manage.HookReport;
import io.github.recordsplit.manage.Managed;
import io.github.recordsplit.manage.Steering;
import io.github.recordsplit.manage.findings.Rehearsals;
import io.github.recordsplit.manage.findings.Upgrades;
import io.github.recordsplit.manage.inventory.Inventory;
import io.github.recordsplit.manage.inventory.Kind;
import io.github.recordsplit.manage.inventory.Protection;
import io.github.recordsplit.manage.inventory.Story;
import io.github.recordsplit.manage.log.Failures;
import io.github.recordsplit.manage.log.Stderr;
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
public final class Live implements Control, Managed {
  private final Options options;
  private final Stderr log;
  private final AtomicInteger changes = new AtomicInteger();
  private final HookReport hooks;
  private final Inventory inventory = new Inventory();
  private final Failures failures = new Failures();
  private volatile Policy policy;
  private volatile Events events;
  private volatile Rehearsals rehearsals;
  private volatile Upgrades upgrades;
  private volatile Channels channels;
  private boolean connected;
  private Reweaver reweaver;
  private Connections connections;
  private BridgeDefiner definer;
  private SunJsse sunJsse;
  private Sites sites;
  private Entered entered;
  private volatile Discovery discovery;
  private Steering steering;

  /** Makes the agent's state; nothing is connected yet. */
  public Live(Options options, Policy policy, Stderr log, HookReport hooks) {
    this.options = options;
    this.policy = policy;
    this.log = log;
    this.hooks = hooks;
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
    BridgeDefiner definer = new BridgeDefiner(instrumentation);
    discovery = new Discovery(reweaver, this);
    entered = new Entered(this, definer, new OnFailure());
    sunJsse = new SunJsse(definer);
    connections = new Connections(this, sunJsse);
    sites = new Sites(connections, sunJsse, new OnFailure());
    definer.connect("SiteBridge", BridgeDefiner.SITE_NAME, sites);
    definer.connect(
        "Bridge",
        BridgeDefiner.NAME,
        connections,
        new OnCreated(connections, this, log),
        new OnSessionValue(),
        new OnFailure(),
        entered,
        discovery,
        new OnShaken(connections, sites));
    this.definer = definer;
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
    Channels made = new Channels(this, connections, sunJsse, discovery, entered::bcTls, reweaver);
    definer.connect("ChannelBridge", BridgeDefiner.CHANNEL_NAME, made.slots());
    channels = made;
  }

  /** Whether the classes that read channels, or are given what was read, have to be woven, too. */
  public boolean seesChannels() {
    return channels != null;
  }

  /** The internal name of what the woven code of channels calls. */
  public static String channelBridgeName() {
    return BridgeDefiner.CHANNEL_NAME;
  }

  /**
   * An engine is being made.
   *
   * @param before whether it may have been made before the agent could see it
   */
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
    Upgrader upgrader = new Upgrader(this, connections, sunJsse, entered::bcTls, made);
    definer.connect("UpgradeBridge", BridgeDefiner.UPGRADE_NAME, upgrader);
    upgrades = made;
  }

  /** Whether the classes that start handshakes have to be woven, too. */
  public boolean upgrades() {
    return upgrades != null;
  }

  @Override
  public Upgrades upgraded() {
    return upgrades;
  }

  /** The internal name of what woven code that starts handshakes calls. */
  public static String upgradeBridgeName() {
    return BridgeDefiner.UPGRADE_NAME;
  }

  private void connectRehearsal() throws ReflectiveOperationException, IOException {
    Rehearser rehearser = new Rehearser(this, connections, sunJsse);
    definer.connect("RehearsalBridge", BridgeDefiner.REHEARSAL_NAME, rehearser);
    rehearsals = new Rehearsals(log);
  }

  /** Whether the classes that read have to be woven, too. */
  public boolean rehearses() {
    return rehearsals != null;
  }

  @Override
  public Rehearsals rehearsals() {
    return rehearsals;
  }

  /** The internal name of what woven code that reads calls. */
  public static String rehearsalBridgeName() {
    return BridgeDefiner.REHEARSAL_NAME;
  }

  /** Makes the bridge that the woven code of unknown TLS libraries calls. */
  synchronized Connections connectGeneric(Discovery discovery)
      throws ReflectiveOperationException, IOException {
    Connections connections = new Connections(this, new PublicApi(sites));
    definer.connect(
        "GenericBridge",
        BridgeDefiner.GENERIC_NAME,
        new Generic(connections, discovery, new JdkStreams(definer), new OnFailure()).slots());
    return connections;
  }

  /** Whether a class belongs to an unknown TLS library; null for one that is being loaded. */
  public boolean isFound(Class<?> redefined) {
    Discovery finds = discovery;
    return finds != null && finds.isFound(redefined);
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

  /** The internal name of what the woven code of unknown TLS libraries calls. */
  public static String genericBridgeName() {
    return BridgeDefiner.GENERIC_NAME;
  }

  /** The internal name of what woven code calls where a site is named. */
  public static String siteBridgeName() {
    return BridgeDefiner.SITE_NAME;
  }

  /** The internal name of the class that woven code calls. */
  public static String bridgeName() {
    return BridgeDefiner.NAME;
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
      start(Action.REHEARSE, Rehearser.CALLERS);
    }
    if (isDue(Action.UPGRADE)) {
      start(Action.UPGRADE, Upgrader.CALLERS);
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
    boolean made = action == Action.REHEARSE ? rehearses() : upgrades();
    return !made && policy.mayApply(action);
  }

  @Override
  public synchronized Steering steering() {
    if (steering == null) {
      steering = new Steering(options, this, log);
    }
    return steering;
  }

  @Override
  public int changes() {
    return changes.get();
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
  public Stderr log() {
    return log;
  }

  @Override
  public Failures failures() {
    return failures;
  }

  @Override
  public void onDecision(Connection connection, Decision before, Decision decision, Kind kind) {
    boolean isNews = inventory.decided(connection, before, decision, kind, policy);
    Events told = events;
    if (told != null) {
      told.decided(kind);
    }
    if (isNews && log.logsConnections()) {
      if (kind.protection() == Protection.NONE) {
        log.unprotected(Story.of(kind), Story.withoutPeer(kind));
      } else {
        log.connection(Story.of(kind));
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
