package io.github.recordsplit.split;

import io.github.recordsplit.rules.Action;
import io.github.recordsplit.rules.Decision;
import io.github.recordsplit.rules.First;
import io.github.recordsplit.rules.Policy;
import io.github.recordsplit.rules.Scope;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.function.IntBinaryOperator;

/**
 * One TLS connection as the agent sees it. Its payloads ask it under the record layer's own lock,
 * so its state needs none.
 */
final class Connection extends WeakReference<Object> implements IntBinaryOperator {
  final int hash;

  /** The library's own. */
  final Object notes;

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

  /** Keeps the classes on the stack, which only this moment knows; only if a rule asks for them. */
  void createdNow() {
    if (control.policy().rules().usesClasses()) {
      classes = CallStack.classNames();
    }
  }

  /** Those kept by {@link #createdNow}, or null. */
  String[] classes() {
    return classes;
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
    if (current.rules().usesClasses() && !written) {
      classes = atCreation();
    }
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
