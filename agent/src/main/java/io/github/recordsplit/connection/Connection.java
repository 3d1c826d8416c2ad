package io.github.recordsplit.connection;

import io.github.recordsplit.bridge.Rights;
import io.github.recordsplit.bridge.lang.RecordSplitDecision;
import io.github.recordsplit.observe.Events;
import io.github.recordsplit.observe.inventory.ConnectionKind;
import io.github.recordsplit.observe.inventory.Done;
import io.github.recordsplit.observe.inventory.Inventory;
import io.github.recordsplit.observe.inventory.Protection;
import io.github.recordsplit.rules.Action;
import io.github.recordsplit.rules.Decision;
import io.github.recordsplit.rules.Policy;
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
  private ConnectionListener listener;
  private volatile Offered offered;

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

  /** What a feature keeps of it, or null. */
  public ConnectionListener listener() {
    return listener;
  }

  /** Keeps it, and tells it of writes and of the close. */
  public void listener(ConnectionListener heard) {
    listener = heard;
  }

  /** What it tells the rules before a payload. */
  public ConnectionFacts facts() {
    return unwritten(library);
  }

  /** What was offered beside what the application does, or null. */
  public Offered offered() {
    return offered;
  }

  /** Keeps what was offered. */
  public void offered(Offered more) {
    offered = more;
  }

  /** The peer, as operators know it. */
  public String peer() {
    ConnectionFacts peer = toTell();
    return (peer.role() == null ? "" : peer.role() + " ") + peer.peer();
  }

  /** The application has dropped it. */
  void dropped() {
    if (listener != null) {
      listener.onClose();
    }
    if (conversation() != null) {
      conversation().dropped();
    }
  }

  @Override
  public RecordSplitDecision onPayload(int length, int facts) {
    try {
      return orRefuse(decide(length, facts));
    } catch (Throwable t) {
      return failed(t);
    }
  }

  @Override
  public RecordSplitDecision foresee(int length, int facts) {
    try {
      return orRefuse(
          decidedAt == control.changes()
              ? PayloadDue.of(decision, policy, length, facts)
              : PayloadDue.foreseen(control.policy(), unwritten(library), length, facts));
    } catch (Throwable t) {
      return failed(t);
    }
  }

  private RecordSplitDecision orRefuse(RecordSplitDecision due) {
    return due.splits() && unsplittable && control.refuses() ? RecordSplitDecision.REFUSE : due;
  }

  @Override
  void onFailure(Throwable t) {
    control.onFailure(t);
  }

  @Override
  public RecordSplitDecision failed(Throwable t) {
    control.onFailure(t);
    return control.refuses() ? RecordSplitDecision.REFUSE : RecordSplitDecision.LEAVE;
  }

  @Override
  public void forget() {
    decidedAt = UNDECIDED;
  }

  @Override
  public boolean cannot(RecordSplitDecision decision, String why) {
    unsplittable |= decision == RecordSplitDecision.SPLIT;
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
   * @param unshaken reads it without asking for its session, which would make the handshake
   * @param vulnerable whether it may turn out to be
   * @return whether the connection must be refused
   */
  public boolean outOfReach(String why, Library unshaken, boolean vulnerable) {
    ConnectionFacts peer = unwritten(unshaken);
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

  /** What splits above its library, where no other hook does; null as long as nobody asked. */
  public Splitter splitter() {
    return splitter;
  }

  /** The same, which is this one unless another thread was faster. */
  public synchronized Splitter splitterOnce(Splitter candidate) {
    if (splitter == null) {
      splitter = candidate;
    }
    return splitter;
  }

  @Override
  RecordSplitDecision decide(int length, int facts) {
    if (listener != null && length > 0) {
      listener.onWrite();
    }
    boolean vulnerableNow = PayloadDue.isVulnerable(facts);
    if (decidedAt != control.changes()
        || vulnerable != vulnerableNow
        || !Objects.equals(decidedOrigin, origin())) {
      decide(vulnerableNow);
    }
    RecordSplitDecision due = PayloadDue.wouldBe(decision, policy, length, facts);
    if (due.splits() && (payloadsSplit++ & (Events.SAMPLE - 1)) == 0 && !policy.isDryRun()) {
      control.onPayloadSplit(this);
    }
    if (length > 0) {
      boolean decided = decision != Decision.UNDECIDED;
      converse(control, decided && PayloadDue.isSplittable(policy, length, facts));
    }
    return policy.isDryRun() ? RecordSplitDecision.LEAVE : due;
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
        writing().upgraded(offered).said(splitter == null ? null : splitter.words());
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
    Done done = Done.of(decision.action(), inScope(), can, policy.isDryRun());
    return new ConnectionKind(peer, decision, done, protection(peer), cannot);
  }

  private boolean inScope() {
    return vulnerable || policy.scope() != Scope.VULNERABLE;
  }

  /** The next payload asks again. */
  private void leaveUndecided(boolean vulnerableNow) {
    policy = control.policy();
    if (decision != Decision.UNDECIDED) {
      Object record = get();
      boolean splits = record != null && library.splitsByItself(record);
      Protection left = Protection.of(vulnerableNow, Action.LEAVE, splits);
      ConnectionKind unknown =
          new ConnectionKind(toTell(), Decision.UNDECIDED, Done.LEAVE, left, OldFrames.UNTOLD);
      control.onDecision(this, decision, Decision.UNDECIDED, unknown);
      decision = Decision.UNDECIDED;
    }
  }

  private Protection protection(ConnectionFacts peer) {
    Action done = unsplittable || policy.isDryRun() ? Action.LEAVE : decision.action();
    return Protection.of(vulnerable, done, peer.splitsByItself());
  }

  @Override
  Inventory inventory() {
    return control.inventory();
  }

  @Override
  boolean isSteered() {
    return library.isSteered();
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
