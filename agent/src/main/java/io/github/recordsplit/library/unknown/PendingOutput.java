package io.github.recordsplit.library.unknown;

import static javax.net.ssl.SSLEngineResult.Status.BUFFER_OVERFLOW;
import static javax.net.ssl.SSLEngineResult.Status.CLOSED;
import static javax.net.ssl.SSLEngineResult.Status.OK;

import io.github.recordsplit.connection.DestinationSpace;
import io.github.recordsplit.tls.RecordHeaders;
import java.nio.Buffer;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;

/**
 * Encrypted bytes that did not fit into a caller's destination. The engine's sequence number has
 * moved, so they must leave, in their order, before anything else does.
 */
final class PendingOutput {
  /** One buffer is kept for whoever needs one next: it is used for a moment only. */
  private static final AtomicReference<ByteBuffer> SPARE = new AtomicReference<>();

  private static final byte[] NOTHING = new byte[0];

  private volatile byte[] bytes = NOTHING;
  private int sent;
  private int records;
  private boolean demandsRoom;

  /** Whether a handshake ended whose last bytes, or the data behind it, are held. */
  private boolean finished;

  boolean isHolding() {
    return bytes.length > 0;
  }

  /** Application data records of the wrap whose end is held. */
  int records() {
    return records;
  }

  /** Bytes that a later {@code wrap} will hand out. */
  int left() {
    return bytes.length - sent;
  }

  /**
   * Has a rest made: straight into the destination, or by way of a buffer of our own if that is too
   * small.
   *
   * @param packet what the engine demands at most
   */
  SSLEngineResult make(Wrap call, int rest, int packet) throws SSLException {
    ByteBuffer destination = call.destination;
    if (!demandsRoom || destination.remaining() >= packet) {
      SSLEngineResult result = call.part(rest, destination);
      if (result.getStatus() != BUFFER_OVERFLOW) {
        return result;
      }
      demandsRoom = true;
    }
    ByteBuffer own = buffer(Math.max(packet, rest + 2 * DestinationSpace.LARGEST_SMALL));
    SSLEngineResult result = call.part(rest, own);
    for (int i = 0; i < 3 && result.getStatus() == BUFFER_OVERFLOW; i++) {
      own = ByteBuffer.allocate(own.capacity() * 2);
      result = call.part(rest, own);
    }
    copy(own, destination);
    return result;
  }

  /** A buffer, empty, of this size at least; {@link #copy} gives it back. */
  private static ByteBuffer buffer(int size) {
    ByteBuffer spare = SPARE.getAndSet(null);
    if (spare == null || spare.capacity() < size) {
      return ByteBuffer.allocate(size);
    }
    ((Buffer) spare).clear();
    return spare;
  }

  /** Moves a buffer's bytes to the destination, and holds those that do not fit. */
  private void copy(ByteBuffer own, ByteBuffer destination) {
    ((Buffer) own).flip();
    records = RecordHeaders.count(own, 0, own.limit());
    int all = own.limit();
    ((Buffer) own).limit(Math.min(all, destination.remaining()));
    destination.put(own);
    ((Buffer) own).limit(all);
    if (own.hasRemaining()) {
      byte[] rest = new byte[own.remaining()];
      own.get(rest);
      hold(rest);
    }
    SPARE.set(own);
  }

  /** Takes back what was put into a destination that its owner may throw away. */
  void takeBack(ByteBuffer destination, int start) {
    byte[] taken = new byte[destination.position() - start];
    ((Buffer) destination).position(start);
    destination.duplicate().get(taken);
    hold(taken);
  }

  private void hold(byte[] more) {
    sent = 0;
    bytes = more;
  }

  /** A {@code wrap} that hands out what is held, and does nothing else. */
  SSLEngineResult drain(SSLEngine engine, ByteBuffer destination) {
    int count = Math.min(destination.remaining(), bytes.length - sent);
    if (count == 0) {
      return new SSLEngineResult(BUFFER_OVERFLOW, HandshakeStatus.NEED_WRAP, 0, 0);
    }
    destination.put(bytes, sent, count);
    sent += count;
    if (sent < bytes.length) {
      return new SSLEngineResult(OK, HandshakeStatus.NEED_WRAP, 0, count);
    }
    bytes = NOTHING;
    HandshakeStatus now = finished ? HandshakeStatus.FINISHED : engine.getHandshakeStatus();
    finished = false;
    return new SSLEngineResult(OK, now, 0, count);
  }

  /** What a caller is told about a pair of records. */
  SSLEngineResult result(SSLEngineResult first, SSLEngineResult second, int produced) {
    boolean closed = second.getStatus() == CLOSED && second.bytesConsumed() > 0 && !isHolding();
    HandshakeStatus status = second.getHandshakeStatus();
    if (first.getHandshakeStatus() == HandshakeStatus.FINISHED) {
      status = HandshakeStatus.FINISHED;
    }
    finished = isHolding() && status == HandshakeStatus.FINISHED;
    return new SSLEngineResult(
        closed ? CLOSED : OK,
        isHolding() ? HandshakeStatus.NEED_WRAP : status,
        first.bytesConsumed() + second.bytesConsumed(),
        produced);
  }
}
