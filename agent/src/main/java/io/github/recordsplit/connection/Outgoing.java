package io.github.recordsplit.connection;

import io.github.recordsplit.bridge.Bridge;
import java.lang.ref.ReferenceQueue;
import java.util.function.IntBinaryOperator;
import java.util.function.UnaryOperator;

/**
 * The payload of a connection that is going out. It is asked under the record layer's own lock, so
 * its state needs none.
 */
abstract class Outgoing extends Counted implements IntBinaryOperator, UnaryOperator<byte[]> {
  /** In place of what was decided: the first byte left by itself, the rest comes with the next. */
  private static final byte REST = -1;

  private byte payload;
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

  /**
   * Decides on one payload, or answers about the last one.
   *
   * @param length payload bytes; 2 and more are all the same
   * @param facts bits of {@link Bridge}, or one of its questions
   * @return {@link Bridge#LEAVE}, {@link Bridge#NEVER}, {@link Bridge#SPLIT} or {@link
   *     Bridge#SPLIT_APART}
   */
  @Override
  public int applyAsInt(int length, int facts) {
    if (facts < 0) {
      return answer(facts);
    }
    if (held != null) {
      held = null; // an earlier payload failed between its records
    }
    int outer = OuterDecision.decision(length);
    if (outer == OuterDecision.NOTHING && payload == REST) {
      payload = length == 0 ? REST : Bridge.NEVER;
      return Bridge.NEVER;
    }
    payload = (byte) (outer == OuterDecision.NOTHING ? decide(length, facts) : outer);
    if (outer != OuterDecision.NOTHING && isCounted()) {
      inventory().enclosed(this, null);
    }
    return payload;
  }

  private int answer(int question) {
    if (question == Bridge.HOLDS) {
      return held == null ? 0 : 1;
    }
    if (question == Bridge.SAME_PAYLOAD) {
      return payload;
    }
    boolean apart = payload == Bridge.SPLIT_APART;
    payload = apart ? REST : payload;
    return apart ? 0 : 1;
  }

  /** Decides on a payload of this connection, whatever is around it. */
  abstract int decide(int length, int facts);

  /** Holds a record, or none, and gives the one that was held. */
  @Override
  public byte[] apply(byte[] record) {
    byte[] before = held;
    held = record;
    return before;
  }
}
