package io.github.recordsplit.bridge.lang;

import java.nio.ByteBuffer;
import javax.net.ssl.SSLEngineResult;

/**
 * What the woven code calls that {@code rehearse} and {@code upgrade} rules ask for. The agent's
 * errors are caught behind it.
 */
public final class RecordSplitFeatureBridge {
  private static final RecordSplitHooks HOOKS = RecordSplitAgent.HOOKS;

  /** RFC 5246, 7.2. */
  private static final short FATAL_LEVEL = 2;

  private RecordSplitFeatureBridge() {}

  /** A socket wants its next record: it is given one, or null to read it. */
  public static ByteBuffer nextRecord(Object socket, ByteBuffer buffer) {
    RecordSplitReads reads = HOOKS.reads();
    return reads == null ? null : reads.nextRecord(socket, buffer);
  }

  /** A socket has read a record, or null: what it makes of it. */
  public static ByteBuffer recordRead(ByteBuffer plain, Object socket) {
    RecordSplitReads reads = HOOKS.reads();
    if (reads != null && plain != null) {
      reads.recordRead(socket, plain);
    }
    return plain;
  }

  /** An engine's {@code unwrap} begins: its answer, or null to go on. */
  public static SSLEngineResult unwrapStarted(
      Object engine,
      ByteBuffer[] sources,
      int from,
      int count,
      ByteBuffer[] destinations,
      int to,
      int length) {
    RecordSplitReads reads = HOOKS.reads();
    return reads == null
        ? null
        : reads.unwrapStarted(engine, sources, from, count, destinations, to, length);
  }

  /** An engine's {@code unwrap} ends: what the application is told. */
  public static SSLEngineResult unwrapFinished(SSLEngineResult result, Object engine) {
    RecordSplitReads reads = HOOKS.reads();
    return reads == null ? result : reads.unwrapFinished(engine, result);
  }

  /** A handler of Netty 3 has decoded a record, or nothing: what the next one is given of it. */
  public static Object frameDecoded(Object frame, Object handler, Object context) {
    RecordSplitReads reads = HOOKS.reads();
    return reads == null ? frame : reads.frameDecoded(frame, handler, context);
  }

  /** A socket or an engine is being closed. */
  public static void closed(Object transport) {
    RecordSplitReads reads = HOOKS.reads();
    if (reads != null) {
      reads.closed(transport);
    }
  }

  /** SunJSSE: a handshake has made its own copy of what the application configured. */
  public static void handshakeStarted(Object configuration, Object context) {
    RecordSplitHandshakes handshakes = HOOKS.handshakes();
    if (handshakes != null) {
      handshakes.handshakeStarted(context, configuration);
    }
  }

  /** SunJSSE: a connection ends with an error; all may be null but the first. */
  public static void connectionFailed(
      Object context, Object alert, String message, boolean received, Throwable cause) {
    RecordSplitHandshakes handshakes = HOOKS.handshakes();
    if (handshakes != null) {
      handshakes.connectionFailed(context, alert, message, cause);
    }
  }

  /** SunJSSE: nothing more is to be read; an engine whose peer has gone is told so by its owner. */
  public static void inboundClosed(Object context) {
    connectionFailed(context, null, "closed before its end", false, null);
  }

  /** BCJSSE: a handshake begins, and has its own copy of what the application configured. */
  public static void bcHandshakeStarted(Object peer) {
    RecordSplitHandshakes handshakes = HOOKS.handshakes();
    if (handshakes != null) {
      handshakes.bcHandshakeStarted(peer);
    }
  }

  /** BCJSSE: this end gives up; the last two may be null. */
  public static void bcAlertRaised(
      Object peer, short level, short description, String message, Throwable cause) {
    RecordSplitHandshakes handshakes = HOOKS.handshakes();
    if (handshakes != null && level == FATAL_LEVEL) {
      handshakes.bcConnectionFailed(peer, description, message, cause);
    }
  }

  /** BCJSSE: the other end gives up. */
  public static void bcAlertReceived(Object peer, short level, short description) {
    bcAlertRaised(peer, level, description, null, null);
  }

  /** BCJSSE: an engine's peer has gone, as its owner says. */
  public static void bcInboundClosed(Object engine) {
    RecordSplitHandshakes handshakes = HOOKS.handshakes();
    if (handshakes != null) {
      handshakes.bcInboundClosed(engine);
    }
  }
}
