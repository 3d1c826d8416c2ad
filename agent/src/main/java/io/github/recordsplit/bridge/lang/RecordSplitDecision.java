package io.github.recordsplit.bridge.lang;

/** What becomes of a payload. */
public enum RecordSplitDecision {
  /** The TLS library behaves as if there were no agent. */
  LEAVE,

  /** The payload goes out whole, the library's own countermeasure included. */
  NEVER,

  /** The payload goes out as 1 byte and the rest. */
  SPLIT,

  /** The same, and the two records leave apart: in two writes, or by two {@code wrap}s. */
  SPLIT_APART,

  /** The payload must not go out, because it should be split and cannot be. */
  REFUSE;

  /** Whether it goes out as 1 byte and the rest. */
  public boolean splits() {
    return this == SPLIT || this == SPLIT_APART;
  }
}
