package io.github.recordsplit.connection;

import io.github.recordsplit.bridge.lang.RecordSplitConnection;
import io.github.recordsplit.bridge.lang.RecordSplitDecision;
import io.github.recordsplit.observe.inventory.ConnectionKind;
import java.lang.ref.ReferenceQueue;

/**
 * The payload of a connection that is going out. It is asked under the record layer's own lock, so
 * its state needs none.
 */
abstract class Outgoing extends Counted implements RecordSplitConnection {
  private RecordSplitDecision decision = RecordSplitDecision.LEAVE;

  /** Whether the first byte left by itself, and the rest comes with the next. */
  private boolean restFollows;

  private byte[] held;

  private volatile Conversation conversation;

  /** Makes one without a payload, as {@link Identity} does. */
  Outgoing(
      Library library,
      Object owner,
      Object record,
      StackTraceElement[] seen,
      ReferenceQueue<Object> collected) {
    super(library, owner, record, seen, collected);
  }

  @Override
  public RecordSplitDecision onPayload(int length, boolean tls11Plus, boolean cbc, boolean first) {
    if (held != null) {
      held = null; // an earlier payload failed between its records
    }
    RecordSplitDecision outer = OuterDecision.decision(length);
    if (outer == null && restFollows) {
      restFollows = length == 0;
      decision = RecordSplitDecision.NEVER;
      return decision;
    }
    restFollows = false;
    decision = outer == null ? decide(length, facts(tls11Plus, cbc, first)) : outer;
    if (outer != null && isCounted()) {
      inventory().enclosed(this, null);
    }
    return decision;
  }

  private static int facts(boolean tls11Plus, boolean cbc, boolean first) {
    return (tls11Plus ? PayloadFacts.TLS11_PLUS : 0)
        | (cbc ? PayloadFacts.CBC : 0)
        | (first ? PayloadFacts.FIRST : 0);
  }

  /** Decides on a payload of this connection, whatever is around it; of {@link PayloadFacts}. */
  abstract RecordSplitDecision decide(int length, int facts);

  /** What came back on it; null as long as nothing was sent that could be split. */
  public final Conversation conversation() {
    return conversation;
  }

  /**
   * A payload leaves; what fails here changes nothing about it.
   *
   * @param begins whether a conversation can begin with it
   */
  final void converse(ConnectionContext control, boolean begins) {
    try {
      ConnectionKind kind = kind();
      Conversation before = conversation;
      if (before == null || !before.goesOn(kind)) {
        conversation = begins && kind != null ? control.conversation(kind) : null;
      }
    } catch (Throwable t) {
      control.onFailure(t);
    }
  }

  @Override
  public RecordSplitDecision decision() {
    return decision;
  }

  @Override
  public boolean takesAll() {
    boolean first = decision == RecordSplitDecision.SPLIT_APART && !restFollows;
    restFollows |= first;
    return !first;
  }

  @Override
  public byte[] exchangeHeld(byte[] record) {
    byte[] before = held;
    held = record;
    return before;
  }

  @Override
  public boolean isHolding() {
    return held != null;
  }
}
