package io.github.recordsplit.apps.fuzz;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLEngineResult.Status;
import javax.net.ssl.SSLException;

/**
 * What an engine does, without being one: it frames and numbers its records but encrypts nothing,
 * and chance decides on its habits. A copy of it tells what would have happened without the agent.
 */
final class Toy implements Cloneable {
  static final int PACKET = 16384 + 5 + 300;

  /** What a pair of records takes beside its data, at most. */
  static final int LARGEST_PAIR = 2 * 300;

  private static final int DATA = 23;
  private static final int HANDSHAKE = 22;
  private static final int ALERT = 21;
  private static final int SMALL = 9;
  private static final int OVERHEAD = 11;
  private static final int MAX_FRAGMENT = 16384;

  private final boolean demandsRoom;
  private final boolean firstSourceOnly;
  private final boolean pads;
  private final boolean interrupts;
  private final boolean dies;
  private final boolean ends;
  private final boolean early;
  private final boolean silent;
  private final boolean mute;

  /** Handshake records that it has to send before data. */
  int pending;

  /** Whether the last of them ends a handshake. */
  boolean finishing;

  boolean task;
  boolean unwrap;
  private boolean closing;
  private boolean closed;

  /** How often something else came in front of data. */
  int interruptions;

  /** Results with FINISHED so far. */
  int finished;

  /** Bytes made so far. */
  int made;

  /** The plaintext length of each data record so far. */
  List<Integer> records = new ArrayList<>();

  private int sequence;
  private long random;

  Toy(long seed) {
    random = seed;
    demandsRoom = chance(2);
    firstSourceOnly = chance(2);
    pads = chance(4);
    interrupts = chance(4);
    dies = chance(10);
    ends = chance(10);
    early = chance(4);
    silent = chance(3);
    mute = chance(3);
  }

  Toy copy() {
    try {
      Toy copy = (Toy) clone();
      copy.records = new ArrayList<>();
      return copy;
    } catch (CloneNotSupportedException e) {
      throw new AssertionError(e);
    }
  }

  /** True once in so many times. */
  private boolean chance(int times) {
    return next(times) == 0;
  }

  private int next(int bound) {
    random = random * 6364136223846793005L + 1442695040888963407L;
    return (int) ((random >>> 33) % bound);
  }

  SSLEngineResult wrap(ByteBuffer[] sources, int offset, int length, ByteBuffer to)
      throws SSLException {
    for (int i = offset; i < offset + length; i++) {
      if (sources[i] == null) {
        throw new IllegalArgumentException("no source " + i);
      }
    }
    if (to.isReadOnly()) {
      throw new java.nio.ReadOnlyBufferException();
    }
    if (closed || task) {
      return result(closed ? Status.CLOSED : Status.OK, 0, 0);
    }
    if (pending > 0) {
      return handshake(to);
    }
    if (unwrap && !closing && !early) {
      return result(Status.OK, 0, 0);
    }
    unwrap = false; // it was done, and had not said so
    return closing ? alert(to) : data(sources, offset, length, to);
  }

  private SSLEngineResult handshake(ByteBuffer to) {
    if (!small(HANDSHAKE, to)) {
      return result(Status.BUFFER_OVERFLOW, 0, 0);
    }
    pending--;
    // Some tell at once that the handshake is over, some with the first data.
    return pending == 0 && finishing && chance(2)
        ? finished(0, SMALL)
        : result(Status.OK, 0, SMALL);
  }

  private SSLEngineResult finished(int consumed, int produced) {
    finishing = false;
    finished++;
    return new SSLEngineResult(Status.OK, HandshakeStatus.FINISHED, consumed, produced);
  }

  private SSLEngineResult alert(ByteBuffer to) {
    if (!small(ALERT, to)) {
      return result(Status.BUFFER_OVERFLOW, 0, 0);
    }
    closed = true;
    return result(Status.CLOSED, 0, SMALL);
  }

  private boolean small(int type, ByteBuffer to) {
    if (to.remaining() < (demandsRoom ? PACKET : SMALL)) {
      return false;
    }
    to.put((byte) type).putShort((short) 0x301).putShort((short) 4).putInt(sequence++);
    made += SMALL;
    return true;
  }

  private SSLEngineResult data(ByteBuffer[] sources, int offset, int length, ByteBuffer to)
      throws SSLException {
    if (interrupts && chance(20)) { // new keys
      pending = 1;
      finishing = chance(2);
      interruptions++;
      return handshake(to);
    }
    if (dies && chance(30)) {
      closing = true;
      throw new SSLException("the toy died");
    }
    int last = firstSourceOnly ? firstWithBytes(sources, offset, length) : offset + length;
    int data = 0;
    for (int i = offset; i < last; i++) {
      data += sources[i].remaining();
    }
    data = Math.min(data, MAX_FRAGMENT);
    int padding = (pads ? next(250) : 0) + (16 - (data + 1) % 16);
    if (to.remaining() < (demandsRoom ? PACKET : data + padding + OVERHEAD)) {
      return result(Status.BUFFER_OVERFLOW, 0, 0);
    }
    to.put((byte) DATA).putShort((short) 0x301).putShort((short) (data + padding + 6));
    to.putInt(sequence++).putShort((short) padding);
    move(sources, offset, data, to);
    to.put(new byte[padding]);
    int produced = data + padding + OVERHEAD;
    made += produced;
    records.add(data);
    if (finishing) {
      return finished(data, produced);
    }
    closed = ends && chance(30); // its keys are used up, and it makes no new ones
    closing |= closed;
    return result(closed ? Status.CLOSED : Status.OK, data, produced);
  }

  private static int firstWithBytes(ByteBuffer[] sources, int offset, int length) {
    for (int i = offset; i < offset + length; i++) {
      if (sources[i].hasRemaining()) {
        return i + 1;
      }
    }
    return offset + length;
  }

  private static void move(ByteBuffer[] sources, int offset, int data, ByteBuffer to) {
    int left = data;
    for (int i = offset; left > 0; i++) {
      int bytes = Math.min(left, sources[i].remaining());
      ByteBuffer part = sources[i].duplicate();
      part.limit(part.position() + bytes);
      to.put(part);
      sources[i].position(sources[i].position() + bytes);
      left -= bytes;
    }
  }

  private SSLEngineResult result(Status status, int consumed, int produced) {
    return new SSLEngineResult(status, getHandshakeStatus(), consumed, produced);
  }

  HandshakeStatus getHandshakeStatus() {
    if (closed) {
      return HandshakeStatus.NOT_HANDSHAKING;
    }
    if (task) {
      return HandshakeStatus.NEED_TASK;
    }
    if (pending > 0 || closing) {
      return HandshakeStatus.NEED_WRAP;
    }
    return unwrap ? HandshakeStatus.NEED_UNWRAP : HandshakeStatus.NOT_HANDSHAKING;
  }

  void closeOutbound() {
    closing = true;
  }

  /** Whether its session says nothing: before the first data, or ever. */
  boolean isSilent() {
    return silent && (mute || records.isEmpty());
  }

  boolean isClosing() {
    return closing;
  }

  boolean isOutboundDone() {
    return closed;
  }

  /** The plaintext on a wire, if no record is missing, repeated or out of order. */
  static byte[] decrypt(ByteBuffer wire, List<Integer> records) {
    byte[] plain = new byte[wire.remaining()];
    int size = 0;
    for (int due = 0; wire.hasRemaining(); due++) {
      boolean data = wire.get() == DATA;
      int length = wire.getShort() == 0x301 ? wire.getShort() : -1;
      Check.equal(due, wire.getInt(), "record number");
      if (data) {
        int padding = wire.getShort();
        int bytes = length - 6 - padding;
        wire.get(plain, size, bytes);
        wire.position(wire.position() + padding);
        records.add(bytes);
        size += bytes;
      }
    }
    return java.util.Arrays.copyOf(plain, size);
  }
}
