package io.github.recordsplit.feature.peeraddress;

import java.nio.ByteBuffer;

/**
 * Recognises the record that some bytes start with, by those of its bytes that no other connection
 * has: a hello's random number, an encrypted secret, encrypted data. It is the same record wherever
 * its bytes were copied to.
 */
final class RecordStart {
  /** The bytes start with no record that could be told from others. */
  static final long NONE = 0;

  /** Bytes that are enough for every record but an old hello. */
  static final int ENOUGH = 43;

  /** Bytes of the longest old hello that is looked at. */
  static final int LONGEST = 512;

  private static final int HANDSHAKE = 22;
  private static final int DATA = 23;
  private static final int HEADER = 5;

  /** Where the random number of a hello is, after the record's and the message's header. */
  private static final int RANDOM = 11;

  /** Encrypted bytes of a record that are looked at: some protocols count in the first eight. */
  private static final int CIPHERTEXT = 16;

  private static final int CLIENT_HELLO = 1;
  private static final int SERVER_HELLO = 2;
  private static final int CLIENT_KEY_EXCHANGE = 16;

  private final long seed;
  private final long factor;

  /**
   * Makes one that nobody outside this JVM can compute the numbers of.
   *
   * @param secret any number
   */
  RecordStart(long secret) {
    seed = mixed(secret);
    factor = mixed(seed) | 1;
  }

  /** The number of the record that bytes start with; {@link #NONE} if it has none. */
  long of(ByteBuffer bytes, int from, int to) {
    int length = to - from;
    if (length <= HEADER) {
      return NONE;
    }
    int type = bytes.get(from) & 0xff;
    if (type >= 0x80) {
      return ofOldHello(bytes, from, length);
    }
    if ((type != HANDSHAKE && type != DATA) || bytes.get(from + 1) != 3) {
      return NONE;
    }
    int record = u2(bytes, from + 3);
    if (type == DATA) {
      return numbered(bytes, from + HEADER, CIPHERTEXT, Math.min(length - HEADER, record));
    }
    int message = bytes.get(from + HEADER);
    boolean isUnique =
        message == CLIENT_HELLO || message == SERVER_HELLO || message == CLIENT_KEY_EXCHANGE;
    int available = Math.min(length, HEADER + record) - RANDOM;
    return isUnique ? numbered(bytes, from + RANDOM, ENOUGH - RANDOM, available) : NONE;
  }

  /** SSL 2.0's form of it, which Java 6 sends: its random number is the last of it. */
  private long ofOldHello(ByteBuffer bytes, int from, int length) {
    int message = u2(bytes, from) & 0x7fff;
    boolean isHello = bytes.get(from + 2) == CLIENT_HELLO && bytes.get(from + 3) == 3;
    return isHello && 2 + message <= LONGEST && message >= CIPHERTEXT
        ? numbered(bytes, from + 2, message, length - 2)
        : NONE;
  }

  private static int u2(ByteBuffer bytes, int at) {
    return (bytes.get(at) & 0xff) << 8 | (bytes.get(at + 1) & 0xff);
  }

  private long numbered(ByteBuffer bytes, int from, int count, int available) {
    if (available < count) {
      return NONE;
    }
    long sum = seed;
    for (int i = from; i < from + count; i++) {
      sum = sum * factor + bytes.get(i);
    }
    long number = mixed(sum);
    return number == NONE ? 1 : number;
  }

  /** So that each bit of the sum reaches each bit of the number (the finalizer of MurmurHash3). */
  private static long mixed(long sum) {
    long x = sum;
    x = (x ^ (x >>> 33)) * 0xff51afd7ed558ccdL;
    x = (x ^ (x >>> 33)) * 0xc4ceb9fe1a85ec53L;
    return x ^ (x >>> 33);
  }
}
