package io.github.recordsplit.bridge.lang;

/** What the woven code of all TLS libraries calls where connections are made. */
public final class RecordSplitConnectionBridge {
  private static final RecordSplitHooks HOOKS = RecordSplitAgent.HOOKS;

  private RecordSplitConnectionBridge() {}

  /** A connection's record layer was made. */
  public static void connectionMade(Object owner, Object record) {
    try {
      HOOKS.connectionMade(owner, record);
    } catch (Throwable t) {
      RecordSplitDecision unused = RecordSplitAgent.onFailure(t);
    }
  }

  /** A connection's handshake is finished. */
  public static void handshakeFinished(Object owner, Object record) {
    try {
      HOOKS.handshakeFinished(owner, record);
    } catch (Throwable t) {
      RecordSplitDecision unused = RecordSplitAgent.onFailure(t);
    }
  }

  /** An engine or a socket of any TLS library is being made. */
  public static void transportMade(Object engineOrSocket) {
    try {
      HOOKS.transportMade(engineOrSocket);
    } catch (Throwable t) {
      RecordSplitDecision unused = RecordSplitAgent.onFailure(t);
    }
  }

  /** An application has bound or unbound a value of its session. */
  public static void sessionValueChanged(String name) {
    try {
      if ("recordsplit".equals(name)) {
        HOOKS.flagChanged();
      }
    } catch (Throwable t) {
      RecordSplitDecision unused = RecordSplitAgent.onFailure(t);
    }
  }

  /** A factory has put a socket over another one, for a site that may be behind a proxy. */
  public static void socketLayered(Object socket, Object below, String host, int port) {
    try {
      HOOKS.socketLayered(socket, below, host, port);
    } catch (Throwable t) {
      RecordSplitDecision unused = RecordSplitAgent.onFailure(t);
    }
  }
}
