package io.github.recordsplit.connection;

import io.github.recordsplit.bridge.Bridge;
import io.github.recordsplit.bridge.Rights;
import io.github.recordsplit.feature.rehearse.Reading;
import io.github.recordsplit.feature.upgrade.Upgrade;
import io.github.recordsplit.library.unknown.EngineSplitter;
import io.github.recordsplit.library.unknown.JsseApiReader;
import io.github.recordsplit.library.unknown.OldFrames;
import io.github.recordsplit.library.unknown.Splitter;
import io.github.recordsplit.library.unknown.StreamSplitter;
import io.github.recordsplit.observe.Events;
import io.github.recordsplit.observe.inventory.ConnectionKind;
import io.github.recordsplit.observe.inventory.Done;
import io.github.recordsplit.observe.inventory.Inventory;
import io.github.recordsplit.observe.inventory.Protection;
import io.github.recordsplit.rules.Action;
import io.github.recordsplit.rules.Decision;
import io.github.recordsplit.rules.Policy;
import io.github.recordsplit.rules.Rule;
import io.github.recordsplit.rules.Scope;
import java.lang.ref.ReferenceQueue;
import java.net.InetSocketAddress;
import java.security.PrivilegedAction;
import java.util.Objects;

/** One TLS connection as the agent sees it. */
public final class Connection extends Outgoing implements SplitDecider {
  /** No count of {@link ConnectionContext#changes}. */
  private static final int UNDECIDED = -1;

  Connection next;

  private final ConnectionContext control;
  private Policy policy;
  private int decidedAt = UNDECIDED;
  private Decision decision;
  private boolean vulnerable = true; // until it is known
  private InetSocketAddress decidedOrigin;
  private String cannot;
  private boolean unsplittable;
  private volatile Splitter splitter;
  private Reading reading;
  private volatile Upgrade upgrade;

  /** Makes one without a payload, as {@link Identity} does. */
  Connection(
      ConnectionContext control,
      Library library,
      Object owner,
      Object record,
      StackTraceElement[] seen,
      ReferenceQueue<Object> collected) {
    super(library, owner, record, seen, collected);
    this.control = control;
  }

  /** What the application reads under rehearsal; null as long as no rule may ask for that. */
  public Reading reading() {
    Policy current = control.policy();
    if (reading == null && current.mayApply(Action.REHEARSE)) {
      reading = new Reading(control.rehearsals());
    }
    if (reading != null && reading.isDue(current)) {
      ConnectionFacts peer = unwritten(library);
      Rule rule = current.applying(Action.REHEARSE, peer);
      if (rule != null) {
        control.inventory().applied(rule);
      }
      reading.decided(current, rule != null, peer.isVulnerable());
    }
    return reading;
  }

  /** The rule that newer TLS is to be offered by, or null. */
  public Rule upgradeRule() {
    return control.policy().applying(Action.UPGRADE, unwritten(library));
  }

  /** What was offered, or null. */
  public Upgrade upgrade() {
    return upgrade;
  }

  public void upgrade(Upgrade offered) {
    upgrade = offered;
  }

  /** The peer, as operators know it. */
  public String peer() {
    ConnectionFacts peer = toTell();
    return (peer.role() == null ? "" : peer.role() + " ") + peer.peer();
  }

  /** The application has dropped it. */
  void dropped() {
    if (reading != null) {
      reading.onClose();
    }
  }

  @Override
  public int onPayload(int length, int facts) {
    try {
      return orRefuse(decide(length, facts));
    } catch (Throwable t) {
      return failed(t);
    }
  }

  @Override
  public int foresee(int length, int facts) {
    try {
      return orRefuse(
          decidedAt == control.changes()
              ? PayloadDue.of(decision, policy, length, facts)
              : PayloadDue.foreseen(control.policy(), unwritten(library), length, facts));
    } catch (Throwable t) {
      return failed(t);
    }
  }

  private int orRefuse(int due) {
    return due >= Bridge.SPLIT && unsplittable && control.refuses() ? Bridge.REFUSE : due;
  }

  @Override
  public int failed(Throwable t) {
    control.onFailure(t);
    return control.refuses() ? Bridge.REFUSE : Bridge.LEAVE;
  }

  @Override
  public void forget() {
    decidedAt = UNDECIDED;
  }

  @Override
  public boolean cannot(int decision, String why) {
    unsplittable |= decision == Bridge.SPLIT;
    try {
      if (!why.equals(cannot)) {
        cannot = why;
        decide(vulnerable);
      }
    } catch (Throwable t) {
      control.onFailure(t);
    }
    return unsplittable && control.refuses();
  }

  /**
   * None of its payloads passes the agent, which is known before its handshake.
   *
   * @param vulnerable whether it may turn out to be
   * @return whether the connection must be refused
   */
  public boolean outOfReach(String why, boolean vulnerable) {
    ConnectionFacts peer = unwritten(new JsseApiReader.Unshaken());
    Decision made = control.policy().decide(peer, null);
    if (made.action() != Action.SPLIT
        || (!vulnerable && control.policy().scope() == Scope.VULNERABLE)) {
      return false;
    }
    if (!why.equals(cannot)) {
      Protection none = Protection.of(vulnerable, Action.LEAVE, false);
      control.onDecision(
          this, decision, made, new ConnectionKind(peer, made, Done.CANNOT, none, why));
      decision = made;
      cannot = why;
    }
    unsplittable = true;
    return control.refuses();
  }

  /** The splitter of an engine that no other hook steers. */
  public EngineSplitter engineSplitter() {
    Splitter made = splitter;
    return (EngineSplitter) (made != null ? made : splitterOnce(new EngineSplitter(this)));
  }

  /** The splitter of a socket that no other hook steers. */
  public StreamSplitter streamSplitter() {
    Splitter made = splitter;
    return (StreamSplitter) (made != null ? made : splitterOnce(new StreamSplitter(this)));
  }

  private synchronized Splitter splitterOnce(Splitter candidate) {
    if (splitter == null) {
      splitter = candidate;
    }
    return splitter;
  }

  @Override
  int decide(int length, int facts) {
    if (reading != null && length > 0) {
      reading.onWrite();
    }
    boolean vulnerableNow = PayloadDue.isVulnerable(facts);
    if (decidedAt != control.changes()
        || vulnerable != vulnerableNow
        || !Objects.equals(decidedOrigin, origin())) {
      decide(vulnerableNow);
    }
    int due = PayloadDue.of(decision, policy, length, facts);
    if (due >= Bridge.SPLIT && (payloadsSplit++ & (Events.SAMPLE - 1)) == 0) {
      control.onPayloadSplit(this);
    }
    return due;
  }

  private void decide(boolean vulnerableNow) {
    Rights.use(
        new PrivilegedAction<Void>() {
          @Override
          public Void run() {
            decideNow(vulnerableNow);
            return null;
          }
        });
  }

  private void decideNow(boolean vulnerableNow) {
    if ((isUnheard(control.policy().rules()) && control.hearsEngines()) || !isKnown()) {
      leaveUndecided(vulnerableNow);
      return;
    }
    int seen = control.changes();
    Policy current = control.policy();
    decidedOrigin = origin();
    ConnectionFacts peer =
        writing().upgraded(upgrade).said(splitter == null ? null : splitter.words());
    Action flag = peer.flag();
    Decision before = decision;
    decision = current.decide(peer, flag);
    vulnerable = vulnerableNow;
    decidedAt = seen;
    policy = current;
    ConnectionKind now = kind(peer);
    if (now.done() == Done.LEAVE && (isEnclosed() || peer.isWrapper())) {
      control.inventory().left(this);
    } else {
      control.onDecision(this, before, decision, now);
    }
  }

  private ConnectionKind kind(ConnectionFacts peer) {
    // What cannot be told apart is split all the same.
    boolean can = decision.action() == Action.SPLIT ? !unsplittable : cannot == null;
    Done done = Done.of(decision.action(), inScope(), can);
    return new ConnectionKind(peer, decision, done, protection(peer), cannot);
  }

  private boolean inScope() {
    return vulnerable || policy.scope() != Scope.VULNERABLE;
  }

  /** The next payload asks again. */
  private void leaveUndecided(boolean vulnerableNow) {
    if (decision != Decision.UNDECIDED) {
      boolean splits = TlsLibrary.splitsByItself(TlsLibrary.nameOf(get()));
      Protection left = Protection.of(vulnerableNow, Action.LEAVE, splits);
      ConnectionKind unknown =
          new ConnectionKind(toTell(), Decision.UNDECIDED, Done.LEAVE, left, OldFrames.UNTOLD);
      control.onDecision(this, decision, Decision.UNDECIDED, unknown);
      decision = Decision.UNDECIDED;
    }
  }

  private Protection protection(ConnectionFacts peer) {
    Action done = unsplittable ? Action.LEAVE : decision.action();
    return Protection.of(vulnerable, done, TlsLibrary.splitsByItself(peer.libraryName()));
  }

  @Override
  Inventory inventory() {
    return control.inventory();
  }

  @Override
  boolean isSteered() {
    return !(library instanceof JsseApiReader);
  }

  @Override
  boolean isClosed() {
    Object record = get();
    Object known = owner();
    try {
      return record == null || (known != null && library.isClosed(known, record));
    } catch (ReflectiveOperationException | RuntimeException e) {
      return false; // until it is collected
    }
  }
}
