package io.github.recordsplit.split;

import io.github.recordsplit.manage.Stderr;
import io.github.recordsplit.rules.Decision;
import io.github.recordsplit.rules.Policy;
import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;

/** The agent at work in this JVM: the policy in force, and what connects woven code to it. */
public final class Live implements Control {
  private final Stderr log;
  private final boolean refuse;
  private final AtomicInteger flags = new AtomicInteger();
  private final AtomicLong failures = new AtomicLong();
  private volatile Policy policy;
  private boolean connected;

  /**
   * Makes the agent's state; nothing is connected yet.
   *
   * @param refuse whether a payload that should be split and cannot be is refused
   */
  public Live(Policy policy, Stderr log, boolean refuse) {
    this.policy = policy;
    this.log = log;
    this.refuse = refuse;
  }

  /**
   * Makes the bridge that woven code calls and points it here; once.
   *
   * @throws ReflectiveOperationException if this JVM offers no way to make it
   */
  public synchronized void connect(Instrumentation instrumentation)
      throws ReflectiveOperationException, IOException {
    if (connected) {
      return;
    }
    BridgeDefiner definer = new BridgeDefiner(instrumentation);
    Connections connections = new Connections(this, new SunJsse(definer));
    definer.connect(
        connections,
        new OnCreated(connections),
        new OnSessionValue(),
        new OnFailure(),
        new OnEntered(definer));
    connected = true;
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
  public int flags() {
    return flags.get();
  }

  @Override
  public void onDecision(Peer peer, Decision decision, boolean vulnerable) {
    if (log.logsConnections()) {
      log.connection(Story.of(peer, decision, policy, vulnerable));
    }
  }

  /** Counts and shows a failure of the agent's own, on whatever thread it happened. */
  public void onFailure(Throwable t) {
    failures.incrementAndGet();
    log.failure(t);
  }

  private final class OnCreated implements BiConsumer<Object, Object> {
    private final Connections connections;
    private final AtomicBoolean noticed = new AtomicBoolean();

    OnCreated(Connections connections) {
      this.connections = connections;
    }

    @Override
    public void accept(Object owner, Object record) {
      connections.accept(owner, record);
      if (noticed.compareAndSet(false, true)) {
        String notice = DisabledProtocols.notice(policy);
        if (notice != null) {
          log.notice(notice);
        }
      }
    }
  }

  private final class OnSessionValue implements Consumer<Object> {
    @Override
    public void accept(Object name) {
      flags.incrementAndGet();
    }
  }

  /** Libraries outside the JDK, each loaded when the first of its classes calls. */
  private final class OnEntered implements Function<Object[], Object> {
    private final BridgeDefiner definer;
    private volatile Function<Object[], Object> bcTls;

    OnEntered(BridgeDefiner definer) {
      this.definer = definer;
    }

    @Override
    public Object apply(Object[] call) {
      Function<Object[], Object> library;
      try {
        library = bcTls == null ? bcTls() : bcTls;
      } catch (Throwable t) {
        onFailure(t);
        return null;
      }
      return library.apply(call);
    }

    private synchronized Function<Object[], Object> bcTls() {
      if (bcTls == null) {
        bcTls = new BcTls(Live.this, definer, new OnFailure());
      }
      return bcTls;
    }
  }

  private final class OnFailure implements Function<Throwable, Integer> {
    @Override
    public Integer apply(Throwable t) {
      onFailure(t);
      return refuse ? Bridge.REFUSE : Bridge.LEAVE;
    }
  }
}
