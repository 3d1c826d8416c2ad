package io.github.recordsplit.bridge.lang;

/** The agent, as the woven code knows it that starts handshakes. */
public interface RecordSplitHandshakes {
  /**
   * A handshake has its own copy of what the application configured.
   *
   * @param handshake the library's object
   * @param configuration that copy, or null if it is part of the handshake
   */
  void handshakeStarted(Object handshake, Object configuration);

  /** A connection ends with an error; all may be null but the first. */
  void connectionFailed(Object handshake, Object alert, String message, Throwable cause);
}
