package io.github.recordsplit.connection;

import io.github.recordsplit.bridge.lang.RecordSplitConnection;
import io.github.recordsplit.bridge.lang.RecordSplitDecision;
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
