package io.github.recordsplit.bridge.lang;

/**
 * The agent, as woven code knows it. What only some JVMs need is handed out by itself: null as long
 * as no rule and no TLS library asked for it.
 */
public interface RecordSplitHooks {
  /** The connection of a record layer's object of SunJSSE. */
  RecordSplitConnection connection(Object record);

  /** A connection's record layer was made; SunJSSE. */
  void connectionMade(Object owner, Object record);

  /** A connection's handshake is finished; SunJSSE. */
  void handshakeFinished(Object owner, Object record);

  /** An engine or a socket of any TLS library is being made. */
  void transportMade(Object engineOrSocket);

  /** An application has bound or unbound its flag in a session. */
  void flagChanged();

  /** A factory has put a socket over another one, for a site that may be behind a proxy. */
  void socketLayered(Object socket, Object below, String host, int port);

  /**
   * A failure of the agent's own.
   *
   * @return what becomes of the payload that it met: {@link RecordSplitDecision#LEAVE} or {@link
   *     RecordSplitDecision#REFUSE}
   */
  RecordSplitDecision onPayloadFailure(Throwable t);

  /** For bctls, made now at the latest. */
  RecordSplitBcTls bcTls();

  /** For the TLS libraries that no table names. */
  RecordSplitUnknown unknownLibraries();

  /** For {@code rehearse} rules. */
  RecordSplitReads reads();

  /** For {@code upgrade} rules. */
  RecordSplitHandshakes handshakes();

  /** For rules with a {@code host}. */
  RecordSplitOrigins origins();

  /** For what peers answer. */
  RecordSplitAnswers answers();
}
