package io.github.recordsplit.connection;

import io.github.recordsplit.observe.inventory.ConnectionKind;

/** What came back on a connection since its first payload that could be split. */
public interface Conversation {
  /**
   * A payload leaves; under the record layer's lock.
   *
   * @param kind what its connection is now
   * @return false if that is another kind than before, of which a conversation of its own begins
   */
  boolean goesOn(ConnectionKind kind);

  /** The application has dropped the connection without closing it. */
  void dropped();
}
