package io.github.recordsplit.split;

import io.github.recordsplit.rules.Action;
import io.github.recordsplit.rules.Decision;
import io.github.recordsplit.rules.First;
import io.github.recordsplit.rules.Policy;
import io.github.recordsplit.rules.Scope;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.function.IntBinaryOperator;
import java.util.function.UnaryOperator;

/**
 * One TLS connection as the agent sees it. Its payloads ask it under the record layer's own lock,
 * so its state needs none.
 */
final class Connection extends WeakReference<Object>
    implements IntBinaryOperator, UnaryOperator<byte[]> {
  final int hash;
  Connection next;

  private final Control control;
  private final Library library;
  private final WeakReference<Object> owner;
  private String[] classes;
  private boolean written;
  private Policy policy;
  private int flags;
  private Decision decision;
  private boolean vulnerable;
  private int payload;
  private byte[] held;

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
  }

  /** Keeps the classes on the stack, which only this moment knows; only if a rule asks for them. */
  void createdNow() {
    if (control.policy().rules().usesClasses()) {
      classes = CallStack.classNames();
    }
  }

  /**
   * Decides on one payload.
   *
   * @param length payload bytes; 2 and more are all the same
   * @param facts bits of {@link Bridge}
   * @return {@link Bridge#LEAVE}, {@link Bridge#NEVER} or {@link Bridge#SPLIT}
   */
  @Override
  public int applyAsInt(int length, int facts) {
    if (facts < 0) {
      return facts == Bridge.SAME_PAYLOAD ? payload : held == null ? 0 : 1;
    }
    held = null; // an earlier payload failed between its records
    payload = decide(length, facts);
    return payload;
  }

  /** Holds a record, or none, and gives the one that was held. */
  @Override
  public byte[] apply(byte[] record) {
    byte[] before = held;
    held = record;
    return before;
  }

  private int decide(int length, int facts) {
    boolean vulnerableNow = (facts & (Bridge.CBC | Bridge.TLS11_PLUS)) == Bridge.CBC;
    if (policy != control.policy() || flags != control.flags() || vulnerable != vulnerableNow) {
      decide(vulnerableNow);
    }
    switch (decision.action()) {
      case SPLIT:
        return split(length, facts);
      case NEVER:
        return Bridge.NEVER;
      default:
        return Bridge.LEAVE;
    }
  }

  private int split(int length, int facts) {
    if (!vulnerable && policy.scope() == Scope.VULNERABLE) {
      return Bridge.LEAVE;
    }
    boolean whole = (facts & Bridge.FIRST) != 0 && policy.first() == First.WHOLE;
    // A single byte must not be split: SunJSSE's engine would add an empty record.
    return length < 2 || whole ? Bridge.NEVER : Bridge.SPLIT;
  }

  private void decide(boolean vulnerableNow) {
    int flagsSeen = control.flags();
    Policy current = control.policy();
    Peer peer = new Peer(library, owner.get(), classes, written);
    if (current.rules().usesClasses()) {
      classes = peer.classes(); // now or never: later writes do not count
      written = true;
    }
    Action flag = peer.flag();
    decision = current.decide(peer, flag);
    vulnerable = vulnerableNow;
    flags = flagsSeen;
    policy = current;
    control.onDecision(peer, decision, vulnerableNow);
  }
}
