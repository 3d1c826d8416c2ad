package io.github.recordsplit.split.generic;

import java.nio.ByteBuffer;

/** Reads TLS records' headers, which are never encrypted (RFC 5246, 6.2.1). */
final class Records {
  private static final int HEADER = 5;
  private static final int APPLICATION_DATA = 23;

  private Records() {}

  /**
   * Counts whole application data records.
   *
   * @param from index of a record's first byte
   * @param to index behind the last byte
   */
  static int count(ByteBuffer bytes, int from, int to) {
    int records = 0;
    int at = from;
    while (at + HEADER <= to) {
      int end = at + HEADER + (u1(bytes, at + 3) << 8) + u1(bytes, at + 4);
      records += bytes.get(at) == APPLICATION_DATA && end <= to ? 1 : 0;
      at = end;
    }
    return records;
  }

  /** Bytes of the first record; 0 if its header is not whole. */
  static int first(ByteBuffer bytes, int from, int to) {
    return from + HEADER > to ? 0 : HEADER + (u1(bytes, from + 3) << 8) + u1(bytes, from + 4);
  }

  private static int u1(ByteBuffer bytes, int at) {
    return bytes.get(at) & 0xff;
  }
}
