package io.github.recordsplit.split;

import io.github.recordsplit.split.generic.Enclosing;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.function.IntBinaryOperator;
import java.util.function.UnaryOperator;

/**
 * The payload of a connection that is going out. It is asked under the record layer's own lock, so
 * its state needs none.
 */
abstract class Outgoing extends WeakReference<Object>
    implements IntBinaryOperator, UnaryOperator<byte[]> {
  /** In place of what was decided: the first byte left by itself, the rest comes with the next. */
  private static final int REST = -1;

  private int payload;
  private byte[] held;

  Outgoing(Object record, ReferenceQueue<Object> collected) {
    super(record, collected);
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
    int outer = Enclosing.decision(length);
    if (outer == Enclosing.NOTHING && payload == REST) {
      payload = length == 0 ? REST : Bridge.NEVER;
      return Bridge.NEVER;
    }
    payload = outer == Enclosing.NOTHING ? decide(length, facts) : outer;
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
