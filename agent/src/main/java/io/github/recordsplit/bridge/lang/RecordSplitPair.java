package io.github.recordsplit.bridge.lang;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;

/**
 * The two records of a split payload, until they leave in one write. Both are made at the beginning
 * of one buffer, so the first is put at its end meanwhile: no garbage a payload, and nothing that a
 * connection keeps.
 */
final class RecordSplitPair {
  /**
   * No record of one byte is longer, in bytes: 85 with an explicit IV and HMAC-SHA384 (RFC 5246,
   * 6.2.3.2). A longer one is not the first of a pair, so that no connection needs to be asked.
   */
  static final int LONGEST_OF_ONE_BYTE = 112;

  /** Room for headers, IVs, MACs and padding of both records, in bytes (RFC 5246, 6.2.3). */
  private static final int OVERHEAD = 768;

  private static final int MAX_FRAGMENT = 16384;

  /** Of a record, in bytes; its last two say how many follow. */
  private static final int HEADER = 5;

  private RecordSplitPair() {}

  /** A buffer with room for both records of a payload, or the same one where there is no heap. */
  static byte[] bufferOf(int payload, byte[] buffer) {
    byte[] larger = hasRoom(buffer, payload) ? buffer : allocate(roomFor(payload));
    return larger == null ? buffer : larger;
  }

  private static boolean hasRoom(byte[] buffer, int payload) {
    return buffer.length >= roomFor(payload);
  }

  private static int roomFor(int payload) {
    return Math.min(payload, MAX_FRAGMENT) + OVERHEAD;
  }

  /**
   * Puts the first record where the second, which is made over it, does not reach; where there is
   * no such place it is copied.
   *
   * @return what has it
   */
  static byte[] aside(byte[] buffer, int offset, int length, int payload) {
    if (!hasRoom(buffer, payload) || length != lengthAt(buffer, offset)) {
      return Arrays.copyOfRange(buffer, offset, offset + length);
    }
    System.arraycopy(buffer, offset, buffer, placeIn(buffer), length);
    return buffer;
  }

  /** Where what is held begins: at the beginning of a copy. */
  private static int placeIn(byte[] held) {
    return Math.max(0, held.length - LONGEST_OF_ONE_BYTE);
  }

  /** How long the record is that begins there. */
  private static int lengthAt(byte[] bytes, int offset) {
    return HEADER + (((bytes[offset + 3] & 0xff) << 8) | (bytes[offset + 4] & 0xff));
  }

  /**
   * Writes both.
   *
   * @param held what {@link #aside} has answered of the first
   */
  static void write(OutputStream transport, byte[] held, byte[] buffer, int offset, int length)
      throws IOException {
    int place = placeIn(held);
    int first = place == 0 ? held.length : lengthAt(held, place);
    int total = first + length;
    byte[] both = total <= (held == buffer ? place : buffer.length) ? buffer : allocate(total);
    if (both == null) {
      transport.write(held, place, first);
      transport.write(buffer, offset, length);
      return;
    }
    System.arraycopy(buffer, offset, both, first, length);
    System.arraycopy(held, place, both, 0, first);
    transport.write(both, 0, total);
  }

  private static byte[] allocate(int length) {
    try {
      return new byte[length];
    } catch (OutOfMemoryError e) {
      return null;
    }
  }
}
