package io.github.recordsplit.split;

import io.github.recordsplit.manage.Events;
import io.github.recordsplit.manage.inventory.Kind;
import io.github.recordsplit.manage.inventory.Protection;
import io.github.recordsplit.manage.inventory.Tracked;
import io.github.recordsplit.rules.Action;
import io.github.recordsplit.rules.Decision;
import io.github.recordsplit.rules.First;
import io.github.recordsplit.rules.Policy;
import io.github.recordsplit.rules.Rule;
import io.github.recordsplit.rules.Scope;
import io.github.recordsplit.split.generic.Decider;
import io.github.recordsplit.split.generic.EngineSplitter;
import io.github.recordsplit.split.generic.StreamSplitter;
import io.github.recordsplit.split.rehearsal.Reading;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.security.AccessController;
import java.security.PrivilegedAction;

/** One TLS connection as the agent sees it. */
final class Connection extends Outgoing implements Decider, Tracked {
  /** No count of {@link Control#changes}. */
  private static final int UNDECIDED = -1;

  final int hash;

  /** The library's own. */
  final Object notes;

  Connection next;

  private final Control control;
  private final Library library;
  private WeakReference<Object> owner;
  private String[] classes;
  private boolean written;
  private Policy policy;
  private int decidedAt = UNDECIDED;
  private Decision decision;
  private boolean vulnerable;
  private String opener = CallStack.UNKNOWN;
  private Kind kind;
  private String cannot;
  private boolean unsplittable;
  private volatile Object splitter;
  private Reading reading;
  private volatile Upgrade upgrade;
  private long payloadsSplit;

  Connection(
      Control control,
      Library library,
      Object owner,
      Object record,
      ReferenceQueue<Object> collected) {
    super(record, collected);
    this.hash = System.identityHashCode(record);
    this.control = control;
    this.library = library;
    this.owner = new WeakReference<>(owner);
    this.notes = library.newNotes();
  }

  /** An owner that was not known until now may be one that other rules are for. */
  void belongsTo(Object found) {
    if (owner.get() == null) {
      owner = new WeakReference<>(found);
      decidedAt = UNDECIDED;
    }
  }

  /** Keeps what of the stack only this moment knows. */
  void createdNow() {
    StackTraceElement[] stack = new Throwable().getStackTrace();
    Object owner = this.owner.get();
    opener = CallStack.opener(stack, owner == null ? "" : owner.getClass().getName());
    if (control.policy().rules().usesClasses()) {
      classes = CallStack.classNames(stack);
    }
  }

  /** Those kept by {@link #createdNow}, or null. */
  String[] classes() {
    return classes;
  }

  /** What the application reads under rehearsal; null as long as no rule may ask for that. */
  Reading reading() {
    Policy current = control.policy();
    if (reading == null && current.mayApply(Action.REHEARSE)) {
      reading = new Reading(control.rehearsals());
    }
    if (reading != null && reading.isDue(current)) {
      Peer peer = unwritten();
      Rule rule = current.applying(Action.REHEARSE, peer);
      if (rule != null) {
        control.inventory().applied(rule);
      }
      reading.decided(current, rule != null, peer.isVulnerable());
    }
    return reading;
  }

  private Peer unwritten() {
    return new Peer(library, owner.get(), atCreation(), false, opener);
  }

  /** The rule that newer TLS is to be offered by, or null. */
  Rule upgradeRule() {
    return control.policy().applying(Action.UPGRADE, unwritten());
  }

  /** What was offered, or null. */
  Upgrade upgrade() {
    return upgrade;
  }

  void upgrade(Upgrade offered) {
    upgrade = offered;
  }

  /** The peer, as operators know it. */
  String peer() {
    Peer peer = new Peer(library, owner.get(), classes, true, opener);
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
      int decided = decide(length, facts);
      return decided >= Bridge.SPLIT && unsplittable && control.refuses() ? Bridge.REFUSE : decided;
    } catch (Throwable t) {
      return failed(t);
    }
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
  boolean outOfReach(String why, boolean vulnerable) {
    Peer peer = new Peer(new PublicApi.Unshaken(), owner.get(), atCreation(), false, opener);
    Decision made = control.policy().decide(peer, null);
    if (made.action() != Action.SPLIT
        || (!vulnerable && control.policy().scope() == Scope.VULNERABLE)) {
      return false;
    }
    if (!why.equals(cannot)) {
      Protection none = Protection.of(vulnerable, Action.LEAVE, false);
      control.onDecision(this, decision, made, new Kind(peer, made, none, why));
      decision = made;
      cannot = why;
    }
    unsplittable = true;
    return control.refuses();
  }

  /** The splitter of an engine that no other hook steers. */
  EngineSplitter engineSplitter() {
    Object made = splitter;
    return (EngineSplitter) (made != null ? made : splitterOnce(new EngineSplitter(this)));
  }

  /** The splitter of a socket that no other hook steers. */
  StreamSplitter streamSplitter() {
    Object made = splitter;
    return (StreamSplitter) (made != null ? made : splitterOnce(new StreamSplitter(this)));
  }

  private synchronized Object splitterOnce(Object candidate) {
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
    boolean vulnerableNow = (facts & (Bridge.CBC | Bridge.TLS11_PLUS)) == Bridge.CBC;
    if (decidedAt != control.changes() || vulnerable != vulnerableNow) {
      decide(vulnerableNow);
    }
    Action action = decision.action(); // a switch would be a class of its own
    if (action == Action.SPLIT) {
      return split(length, facts);
    }
    return action == Action.NEVER ? Bridge.NEVER : Bridge.LEAVE;
  }

  private int split(int length, int facts) {
    if (!vulnerable && policy.scope() == Scope.VULNERABLE) {
      return Bridge.LEAVE;
    }
    boolean whole = (facts & Bridge.FIRST) != 0 && policy.first() == First.WHOLE;
    // A single byte must not be split: SunJSSE's engine would add an empty record.
    if (length < 2 || whole) {
      return Bridge.NEVER;
    }
    if ((payloadsSplit++ & (Events.SAMPLE - 1)) == 0) {
      control.onPayloadSplit(this);
    }
    return decision.apart() ? Bridge.SPLIT_APART : Bridge.SPLIT;
  }

  /** With this jar's rights, where those of the application are limited. */
  private void decide(boolean vulnerableNow) {
    if (System.getSecurityManager() == null) {
      decideNow(vulnerableNow);
      return;
    }
    AccessController.doPrivileged(
        new PrivilegedAction<Void>() {
          @Override
          public Void run() {
            decideNow(vulnerableNow);
            return null;
          }
        });
  }

  private void decideNow(boolean vulnerableNow) {
    int seen = control.changes();
    Policy current = control.policy();
    if (current.rules().usesClasses() && !written) {
      classes = atCreation();
    }
    Peer peer = new Peer(library, owner.get(), classes, written, opener);
    peer.upgraded(upgrade);
    if (current.rules().usesClasses()) {
      classes = peer.classes(); // now or never: later writes do not count
      written = true;
    }
    Action flag = peer.flag();
    Decision before = decision;
    decision = current.decide(peer, flag);
    vulnerable = vulnerableNow;
    decidedAt = seen;
    policy = current;
    control.onDecision(this, before, decision, new Kind(peer, decision, protection(peer), cannot));
  }

  private Protection protection(Peer peer) {
    Action done = unsplittable ? Action.LEAVE : decision.action();
    return Protection.of(vulnerable, done, TlsLibrary.splitsByItself(peer.libraryName()));
  }

  @Override
  public Kind kind() {
    return kind;
  }

  @Override
  public void kind(Kind now) {
    kind = now;
  }

  @Override
  public long payloadsSplit() {
    return payloadsSplit;
  }

  @Override
  public long takePayloadsSplit() {
    long taken = payloadsSplit;
    payloadsSplit = 0;
    return taken;
  }

  private String[] atCreation() {
    try {
      Object made = owner.get();
      String[] earlier = made == null ? null : library.classesAtCreation(made);
      return earlier == null ? classes : earlier;
    } catch (ReflectiveOperationException e) {
      return classes;
    }
  }
}
