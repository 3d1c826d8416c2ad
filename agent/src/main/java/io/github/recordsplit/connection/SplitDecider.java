package io.github.recordsplit.connection;

import io.github.recordsplit.bridge.lang.RecordSplitDecision;

/** Answers for one connection. It never throws. */
public interface SplitDecider {
  /**
   * Decides on a payload.
   *
   * @param length its bytes, 1 or more
   * @param facts bits of {@link PayloadFacts}
   * @return {@link Bridge#LEAVE}, {@link Bridge#NEVER}, {@link Bridge#SPLIT}, {@link
   *     Bridge#SPLIT_APART} or {@link Bridge#REFUSE}
   */
  RecordSplitDecision onPayload(int length, int facts);

  /**
   * What would be decided on a payload now, of an engine or socket that may not take it: nothing is
   * kept or counted.
   */
  RecordSplitDecision foresee(int length, int facts);

  /** A failure of the agent's own, or of what it asked a session. */
  RecordSplitDecision failed(Throwable t);

  /** The application may have sent its flag: what was decided is to be decided again. */
  void forget();

  /**
   * The decision cannot be carried out.
   *
   * @param decision {@link Bridge#SPLIT}, {@link Bridge#NEVER}, or {@link Bridge#SPLIT_APART} of
   *     one that is split, but not apart
   * @param why in words, the same ones for the same reason
   * @return whether the connection must be refused if it should be split
   */
  boolean cannot(RecordSplitDecision decision, String why);
}
