package io.github.recordsplit.bridge.lang;

/** The agent, as the woven code knows it that starts handshakes. */
public interface RecordSplitHandshakes {
  /** SunJSSE: a handshake has made its own copy of what the application configured. */
  void handshakeStarted(Object context, Object configuration);

  /** SunJSSE: a connection ends with an error; all may be null but the first. */
  void connectionFailed(Object context, Object alert, String message, Throwable cause);

  /** BCJSSE: a handshake begins, and has its own copy of what the application configured. */
  void bcHandshakeStarted(Object peer);

  /** BCJSSE: one of both ends gives up; the last two may be null. */
  void bcConnectionFailed(Object peer, short alert, String message, Throwable cause);

  /** BCJSSE: an engine's peer has gone, as its owner says. */
  void bcInboundClosed(Object engine);
}
