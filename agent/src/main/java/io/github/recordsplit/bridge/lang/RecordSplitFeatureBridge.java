package io.github.recordsplit.bridge.lang;

import java.io.IOException;
import java.nio.ByteBuffer;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLSocket;

/**
 * What the woven code calls that {@code rehearse} and {@code upgrade} rules ask for. The agent's
 * errors are caught behind it.
 */
public final class RecordSplitFeatureBridge {
  private static final RecordSplitHooks HOOKS = RecordSplitAgent.HOOKS;

  /** RFC 5246, 6.2.1. */
  static final short APPLICATION_DATA = 23;

  /** RFC 5246, 7.2. */
  static final short FATAL_LEVEL = 2;

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

  /** The same of one buffer into some. */
  public static SSLEngineResult unwrapStarted(
      Object engine, ByteBuffer source, ByteBuffer[] destinations, int to, int length) {
    return otherUnwrapStarted(engine, new ByteBuffer[] {source}, 0, 1, destinations, to, length);
  }

  /** The same of an engine of a library that no table names. */
  public static SSLEngineResult otherUnwrapStarted(
      Object engine, ByteBuffer source, ByteBuffer destination) {
    return otherUnwrapStarted(engine, source, new ByteBuffer[] {destination});
  }

  /** The same into some buffers. */
  public static SSLEngineResult otherUnwrapStarted(
      Object engine, ByteBuffer source, ByteBuffer[] destinations) {
    return otherUnwrapStarted(engine, new ByteBuffer[] {source}, destinations);
  }

  /** The same into some of an array's. */
  public static SSLEngineResult otherUnwrapStarted(
      Object engine, ByteBuffer source, ByteBuffer[] destinations, int to, int length) {
    return otherUnwrapStarted(engine, new ByteBuffer[] {source}, 0, 1, destinations, to, length);
  }

  /** The same of several. */
  public static SSLEngineResult otherUnwrapStarted(
      Object engine, ByteBuffer[] sources, ByteBuffer[] destinations) {
    return sources == null || destinations == null
        ? null
        : otherUnwrapStarted(
            engine, sources, 0, sources.length, destinations, 0, destinations.length);
  }

  /** The same of some of an array's; what the library refuses is its own business. */
  public static SSLEngineResult otherUnwrapStarted(
      Object engine,
      ByteBuffer[] sources,
      int from,
      int count,
      ByteBuffer[] destinations,
      int to,
      int length) {
    return engine instanceof SSLEngine
            && areBuffers(sources, from, count, false)
            && areBuffers(destinations, to, length, true)
        ? unwrapStarted(engine, sources, from, count, destinations, to, length)
        : null;
  }

  private static boolean areBuffers(ByteBuffer[] buffers, int from, int count, boolean writable) {
    if (buffers == null || from < 0 || count < 0 || buffers.length - from < count) {
      return false;
    }
    for (int i = from; i < from + count; i++) {
      if (buffers[i] == null || (writable && buffers[i].isReadOnly())) {
        return false;
      }
    }
    return true;
  }

  /** The same of its end. */
  public static SSLEngineResult otherUnwrapFinished(SSLEngineResult result, Object engine) {
    return engine instanceof SSLEngine && result != null ? unwrapFinished(result, engine) : result;
  }

  /** The same of its close, or a socket's. */
  public static void otherClosed(Object engineOrSocket) {
    if (engineOrSocket instanceof SSLEngine || engineOrSocket instanceof SSLSocket) {
      closed(engineOrSocket);
    }
  }

  /** {@code InputStream.read()} of a class begins: its answer, or a negative number to go on. */
  public static int streamReadStarted(Object stream) {
    byte[] one = new byte[1];
    return streamReadStarted(stream, one, 0, 1) == 1 ? one[0] & 0xff : -1;
  }

  /** {@code InputStream.read} of an array begins. */
  public static int streamReadStarted(Object stream, byte[] into) {
    return into == null ? -1 : streamReadStarted(stream, into, 0, into.length);
  }

  /** The same of a part of one; what the library refuses is its own business. */
  public static int streamReadStarted(Object stream, byte[] into, int offset, int length) {
    RecordSplitReads reads = HOOKS.reads();
    return reads == null
            || into == null
            || offset < 0
            || length <= 0
            || into.length - offset < length
        ? -1
        : reads.streamReadStarted(stream, into, offset, length);
  }

  /** {@code InputStream.read} of an array returns: what its application is told. */
  public static int streamRead(int count, Object stream, byte[] into) {
    return into == null ? count : streamRead(count, stream, into, 0, into.length);
  }

  /** The same of a part of one. */
  public static int streamRead(int count, Object stream, byte[] into, int offset, int length) {
    RecordSplitReads reads = HOOKS.reads();
    return reads == null || count <= 0
        ? count
        : reads.streamRead(stream, into, offset, length, count);
  }

  /** {@code InputStream.available()} begins: its answer, or a negative number to go on. */
  public static int streamAvailable(Object stream) {
    RecordSplitReads reads = HOOKS.reads();
    int owed = reads == null ? 0 : reads.owed(stream);
    return owed > 0 ? owed : -1;
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

  /** A protocol has decrypted a record of a type; true if there is nothing more to do. */
  public static boolean recordDecrypted(
      Object protocol, short type, byte[] plain, int offset, int length) throws IOException {
    RecordSplitReads reads = HOOKS.reads();
    return type == APPLICATION_DATA
        && reads != null
        && reads.recordDecrypted(protocol, plain, offset, length);
  }

  /** Who uses a protocol wants to read. */
  public static void readStarted(Object protocol) throws IOException {
    RecordSplitReads reads = HOOKS.reads();
    if (reads != null) {
      reads.readStarted(protocol);
    }
  }

  /** A socket, an engine or a protocol is being closed. */
  public static void closed(Object transport) {
    RecordSplitReads reads = HOOKS.reads();
    if (reads != null) {
      reads.closed(transport);
    }
  }

  /** A handshake has made its own copy of what the application configured. */
  public static void handshakeStarted(Object configuration, Object handshake) {
    RecordSplitHandshakes handshakes = HOOKS.handshakes();
    if (handshakes != null) {
      handshakes.handshakeStarted(handshake, configuration);
    }
  }

  /** The same where that is part of it. */
  public static void handshakeStarted(Object handshake) {
    handshakeStarted(null, handshake);
  }

  /** A connection ends with an error; all may be null but the first. */
  public static void connectionFailed(
      Object handshake, Object alert, String message, boolean received, Throwable cause) {
    RecordSplitHandshakes handshakes = HOOKS.handshakes();
    if (handshakes != null) {
      handshakes.connectionFailed(handshake, alert, message, cause);
    }
  }

  /**
   * Nothing more is to be read; an engine whose peer has gone is told so by its owner.
   *
   * @param handshake null if there is none yet
   */
  public static void handshakeCutOff(Object handshake) {
    if (handshake != null) {
      connectionFailed(handshake, null, "closed before its end", false, null);
    }
  }

  /** This end gives up; the last two may be null. */
  public static void alertRaised(
      Object handshake, short level, short description, String message, Throwable cause) {
    if (level == FATAL_LEVEL) {
      connectionFailed(handshake, description, message, false, cause);
    }
  }

  /** The other end gives up. */
  public static void alertReceived(Object handshake, short level, short description) {
    alertRaised(handshake, level, description, null, null);
  }
}
