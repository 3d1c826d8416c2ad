package io.github.recordsplit.bridge.lang;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;

/**
 * What the woven code of TLS libraries calls that no table names.
 *
 * <p>What a call throws is the library's own, or a refusal: the agent's errors are caught behind
 * it.
 */
public final class RecordSplitLibraryBridge {
  private static final RecordSplitHooks HOOKS = RecordSplitAgent.HOOKS;

  /** The most that one record carries (RFC 5246, 6.2.1). */
  private static final int RECORD = 16384;

  private RecordSplitLibraryBridge() {}

  /** {@code SSLEngine.wrap(ByteBuffer, ByteBuffer)} begins. */
  public static SSLEngineResult wrap(Object engine, ByteBuffer source, ByteBuffer destination)
      throws SSLException {
    RecordSplitUnknown unknown = HOOKS.unknownLibraries();
    return unknown == null ? null : unknown.wrapStarted(engine, source, destination);
  }

  /** {@code SSLEngine.wrap(ByteBuffer[], ByteBuffer)} begins. */
  public static SSLEngineResult wrap(Object engine, ByteBuffer[] sources, ByteBuffer destination)
      throws SSLException {
    RecordSplitUnknown unknown = HOOKS.unknownLibraries();
    return unknown == null ? null : unknown.wrapStarted(engine, sources, 0, -1, destination);
  }

  /** {@code SSLEngine.wrap(ByteBuffer[], int, int, ByteBuffer)} begins. */
  public static SSLEngineResult wrap(
      Object engine, ByteBuffer[] sources, int offset, int length, ByteBuffer destination)
      throws SSLException {
    RecordSplitUnknown unknown = HOOKS.unknownLibraries();
    // A negative length is the library's to refuse; -1 stands for no length in the agent.
    return unknown == null || length < 0
        ? null
        : unknown.wrapStarted(engine, sources, offset, length, destination);
  }

  /** {@code SSLEngine.isOutboundDone()} begins: 0 for no, negative to go on. */
  public static int isOutboundDone(Object engine) {
    return isHolding(engine) ? 0 : -1;
  }

  /** {@code SSLEngine.getHandshakeStatus()} begins. */
  public static HandshakeStatus getHandshakeStatus(Object engine) {
    return isHolding(engine) ? HandshakeStatus.NEED_WRAP : null;
  }

  private static boolean isHolding(Object engine) {
    RecordSplitUnknown unknown = HOOKS.unknownLibraries();
    return unknown != null && unknown.isHolding(engine);
  }

  /** {@code wrap} or {@code unwrap} of an engine returns. */
  public static void returned(SSLEngineResult result, Object engine) {
    RecordSplitUnknown unknown = HOOKS.unknownLibraries();
    if (unknown != null
        && result != null
        && result.getHandshakeStatus() == HandshakeStatus.FINISHED) {
      unknown.handshakeFinished(engine, result);
    }
  }

  /** {@code SSLEngine.closeOutbound()} begins. */
  public static void closeOutbound(Object engine) {
    close(engine);
  }

  /** {@code Socket.close()} begins, or that of a stream. */
  public static void close(Object object) {
    RecordSplitUnknown unknown = HOOKS.unknownLibraries();
    if (unknown != null) {
      unknown.closed(object);
    }
  }

  /** An engine tells what a record takes beside its payload. */
  public static int room(int overhead, Object engine) {
    return room(overhead, engine, 0, 1);
  }

  /**
   * An engine tells how much room a payload takes that comes in so many buffers: a record for each
   * of them, and a payload of {@code wrap} is no larger than a record.
   */
  public static int room(int bytes, Object engine, int payload, int buffers) {
    int overhead = buffers < 1 ? 0 : (bytes - payload) / buffers;
    RecordSplitUnknown unknown = HOOKS.unknownLibraries();
    if (unknown == null || payload < 0 || overhead < 1) {
      return bytes;
    }
    int wraps = Math.max(1, (int) ((payload + RECORD - 1L) / RECORD));
    long more = (long) wraps * unknown.extraRoom(engine, overhead);
    return (int) Math.min(Integer.MAX_VALUE, bytes + more);
  }

  /** {@code Socket.getOutputStream()} of a class returns. */
  public static void streamGiven(OutputStream stream, Object socket, String className)
      throws SSLException {
    RecordSplitUnknown unknown = HOOKS.unknownLibraries();
    if (unknown != null) {
      unknown.streamGiven(socket, stream, className);
    }
  }

  /** {@code SSLSocket.startHandshake()} begins. */
  public static void handshakeStarted(Object socket) {
    RecordSplitUnknown unknown = HOOKS.unknownLibraries();
    if (unknown != null) {
      unknown.handshakeStarted(socket);
    }
  }

  /** {@code SSLSocket.startHandshake()} returns. */
  public static void handshakeFinished(Object socket) {
    RecordSplitUnknown unknown = HOOKS.unknownLibraries();
    if (unknown != null) {
      unknown.handshakeFinished(socket);
    }
  }

  /** {@code OutputStream.write(int)} begins. */
  public static boolean write(Object stream, int oneByte) throws IOException {
    RecordSplitUnknown unknown = HOOKS.unknownLibraries();
    return unknown != null && unknown.writeStarted(stream, oneByte);
  }

  /** {@code OutputStream.write(byte[])} begins. */
  public static boolean write(Object stream, byte[] bytes) throws IOException {
    RecordSplitUnknown unknown = HOOKS.unknownLibraries();
    return unknown != null && unknown.writeStarted(stream, bytes, 0, -1);
  }

  /** {@code OutputStream.write(byte[], int, int)} begins. */
  public static boolean write(Object stream, byte[] bytes, int offset, int length)
      throws IOException {
    RecordSplitUnknown unknown = HOOKS.unknownLibraries();
    return unknown != null && length >= 0 && unknown.writeStarted(stream, bytes, offset, length);
  }
}
