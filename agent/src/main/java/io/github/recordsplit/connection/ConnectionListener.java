package io.github.recordsplit.connection;

/** What a feature keeps of a connection, and hears of it. */
public interface ConnectionListener {
  /** The application sends a payload. */
  void onWrite();

  /** The application closes the connection, or has dropped it. */
  void onClose();
}
