package io.github.recordsplit.apps.fuzz;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLException;

/** One {@code wrap} through one of the overloads, and the same on a copy of the toy. */
final class Call {
  private static final byte UNTOUCHED = 0x55;

  private final ByteBuffer[] sources;
  private final int overload;
  private final int offset;
  private final int length;
  private final int start;
  private final ByteBuffer around;
  final ByteBuffer destination;
  final int room;

  /**
   * A call that may be given any of the sources.
   *
   * @param left sources of which the first that has bytes, at least, is given
   */
  Call(ByteBuffer[] left, int room, Random random) {
    sources = left;
    this.room = room;
    int first = 0;
    while (first < left.length - 1 && !left[first].hasRemaining()) {
      first++;
    }
    overload = random.nextInt(3);
    offset = overload == 2 ? random.nextInt(first + 1) : 0;
    length = overload == 2 ? first + 1 - offset + random.nextInt(left.length - first) : left.length;
    start = random.nextInt(20);
    int end = start + room + random.nextInt(20);
    around = random.nextBoolean() ? ByteBuffer.allocate(end) : ByteBuffer.allocateDirect(end);
    while (around.hasRemaining()) {
      around.put(UNTOUCHED);
    }
    around.position(start).limit(start + room);
    destination = random.nextBoolean() ? around.slice() : around.duplicate();
  }

  /** The one source of the overload that takes one. */
  private ByteBuffer single() {
    return Arrays.stream(sources).filter(ByteBuffer::hasRemaining).findFirst().orElse(sources[0]);
  }

  SSLEngineResult on(SSLEngine engine) throws SSLException {
    switch (overload) {
      case 0:
        return engine.wrap(single(), destination);
      case 1:
        return engine.wrap(sources, destination);
      default:
        return engine.wrap(sources, offset, length, destination);
    }
  }

  /** What the same call gives without the agent, and without a trace; null for an exception. */
  SSLEngineResult on(Toy copy) {
    ByteBuffer[] given =
        overload == 0
            ? new ByteBuffer[] {single()}
            : Arrays.copyOfRange(sources, offset, offset + length);
    for (int i = 0; i < given.length; i++) {
      given[i] = given[i].duplicate();
    }
    try {
      return copy.wrap(given, 0, given.length, ByteBuffer.allocate(room));
    } catch (SSLException e) {
      return null;
    }
  }

  /** Bytes of the sources that the overload is given. */
  int offered() {
    int bytes = overload == 0 ? single().remaining() : 0;
    for (int i = offset; overload > 0 && i < offset + length; i++) {
      bytes += sources[i].remaining();
    }
    return bytes;
  }

  int remaining() {
    int bytes = 0;
    for (ByteBuffer source : sources) {
      bytes += source.remaining();
    }
    return bytes;
  }

  /** Nothing in front of the destination and behind it was touched, nor its limit. */
  void checkSurroundings() {
    Check.equal(room, destination.remaining() + produced(), "room");
    for (int i = 0; i < around.capacity(); i++) {
      boolean inside = i >= start && i < start + room;
      around.clear();
      Check.that(inside || around.get(i) == UNTOUCHED, "written outside of the destination");
    }
  }

  int produced() {
    return room - destination.remaining();
  }

  /** The bytes that the call put into the destination. */
  ByteBuffer bytes() {
    ByteBuffer bytes = destination.duplicate();
    bytes.limit(destination.position()).position(destination.position() - produced());
    return bytes;
  }
}
