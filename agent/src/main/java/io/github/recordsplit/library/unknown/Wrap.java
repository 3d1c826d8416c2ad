package io.github.recordsplit.library.unknown;

import io.github.recordsplit.bridge.lang.RecordSplitDecision;
import io.github.recordsplit.connection.DestinationSpace;
import io.github.recordsplit.connection.OuterDecision;
import java.nio.Buffer;
import java.nio.ByteBuffer;
import java.util.Arrays;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;

/** One call of {@code wrap}, which can be made again for a part of its sources. */
public final class Wrap {
  private final SSLEngine engine;
  private final Object sources;
  private final int offset;
  private final int length;
  final ByteBuffer destination;

  /**
   * Takes a call's arguments.
   *
   * @param sources a buffer or an array of buffers, as the overload was given it
   * @param length buffers of the array, or -1 where the overload was given none
   */
  public Wrap(SSLEngine engine, Object sources, int offset, int length, ByteBuffer destination) {
    this.engine = engine;
    this.sources = sources;
    this.offset = offset;
    this.length = length;
    this.destination = destination;
  }

  /** Whether the library would take these arguments; its exceptions are its own to throw. */
  public boolean isProper() {
    if (destination == null || destination.isReadOnly() || sources == null) {
      return false;
    }
    if (sources instanceof ByteBuffer) {
      return true;
    }
    ByteBuffer[] array = (ByteBuffer[]) sources;
    if (length >= 0 && (offset < 0 || offset > array.length - length)) {
      return false;
    }
    return length >= -1 && !Arrays.asList(given()).contains(null);
  }

  private ByteBuffer[] given() {
    if (sources instanceof ByteBuffer) {
      return new ByteBuffer[] {(ByteBuffer) sources};
    }
    ByteBuffer[] array = (ByteBuffer[]) sources;
    return length < 0 ? array : Arrays.copyOfRange(array, offset, offset + length);
  }

  /** Bytes that are left in the sources, as far as a single pair of records could take them. */
  public int remaining() {
    long bytes = 0;
    for (ByteBuffer source : given()) {
      bytes += source.remaining();
    }
    return (int) Math.min(bytes, Integer.MAX_VALUE);
  }

  /**
   * Bytes that the first record has at least if nothing splits: those of the first buffer, as there
   * are engines that make a record of each; of one buffer, any number.
   */
  int sureOfFirst() {
    int first = 0;
    for (ByteBuffer source : given()) {
      if (first > 0 && source.hasRemaining()) {
        return first;
      }
      first += source.remaining();
    }
    return DestinationSpace.MAX_FRAGMENT;
  }

  /** Whether data, and nothing else, is what the engine would make next. */
  boolean isDataNext() {
    HandshakeStatus status = engine.getHandshakeStatus();
    return !engine.isOutboundDone()
        && (status == HandshakeStatus.NOT_HANDSHAKING || status == HandshakeStatus.FINISHED);
  }

  /** The same call again. */
  SSLEngineResult again() throws SSLException {
    if (sources instanceof ByteBuffer) {
      return engine.wrap((ByteBuffer) sources, destination);
    }
    ByteBuffer[] array = (ByteBuffer[]) sources;
    return length < 0
        ? engine.wrap(array, destination)
        : engine.wrap(array, offset, length, destination);
  }

  /** The same call again, without data: an engine of ours below gets to know this one's room. */
  SSLEngineResult again(DestinationSpace room) throws SSLException {
    OuterDecision.enter(RecordSplitDecision.LEAVE, room);
    try {
      return again();
    } finally {
      boolean unused = OuterDecision.leave();
    }
  }

  /**
   * The same overload for what is left of the sources, but no more than {@code most} bytes, into
   * another destination. The sources move on by what was taken.
   */
  public SSLEngineResult part(int most, ByteBuffer into) throws SSLException {
    ByteBuffer[] given = given();
    ByteBuffer[] parts = new ByteBuffer[given.length];
    int count = 0;
    int left = most;
    for (ByteBuffer source : given) {
      int bytes = Math.min(left, source.remaining());
      if (bytes > 0) { // an engine that takes the first source alone must find something in it
        ByteBuffer part = source.duplicate();
        ((Buffer) part).limit(part.position() + bytes);
        parts[count++] = part;
        left -= bytes;
      }
    }
    SSLEngineResult result = call(Arrays.copyOf(parts, count), into);
    advance(given, most - left, parts, count);
    return result;
  }

  private SSLEngineResult call(ByteBuffer[] parts, ByteBuffer into) throws SSLException {
    if (sources instanceof ByteBuffer) {
      return engine.wrap(parts[0], into);
    }
    return length < 0 ? engine.wrap(parts, into) : engine.wrap(parts, 0, parts.length, into);
  }

  private static void advance(ByteBuffer[] given, int offered, ByteBuffer[] parts, int count) {
    int left = 0;
    for (int i = 0; i < count; i++) {
      left += parts[i].remaining();
    }
    int taken = offered - left;
    for (ByteBuffer source : given) {
      int bytes = Math.min(taken, source.remaining());
      ((Buffer) source).position(source.position() + bytes);
      taken -= bytes;
    }
  }
}
