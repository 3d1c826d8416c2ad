package io.github.recordsplit.tools.probe;

/** How a payload is sent. */
public enum SplitStyle {
  /** As the TLS library cuts it: one record up to 16 KB. */
  WHOLE("whole"),
  /** One byte, then the rest, in one write on the transport, as a splitting peer does. */
  SPLIT("split"),
  /** One byte, then the rest after a pause, as a peer with two writes and Nagle does. */
  TWO_WRITES("apart");

  private final String word;

  SplitStyle(String word) {
    this.word = word;
  }

  @Override
  public String toString() {
    return word;
  }
}
