package io.github.recordsplit.tls;

import java.nio.ByteBuffer;

/** Reads TLS records' headers, which are never encrypted (RFC 5246, 6.2.1). */
public final class RecordHeaders {
  public static final int HEADER = 5;
  public static final int APPLICATION_DATA = 23;

  private RecordHeaders() {}

  /**
   * Counts whole application data records.
   *
   * @param from index of a record's first byte
   * @param to index behind the last byte
   */
  public static int count(ByteBuffer bytes, int from, int to) {
    int records = 0;
    int at = from;
    while (at + HEADER <= to) {
      int end = at + HEADER + u2(bytes, at + 3);
      records += bytes.get(at) == APPLICATION_DATA && end <= to ? 1 : 0;
      at = end;
    }
    return records;
  }

  /** Bytes of the first record; 0 if its header is not whole. */
  public static int first(ByteBuffer bytes, int from, int to) {
    return from + HEADER > to ? 0 : HEADER + u2(bytes, from + 3);
  }

  /** A number of two bytes, as in a header. */
  public static int u2(ByteBuffer bytes, int at) {
    return (bytes.get(at) & 0xff) << 8 | (bytes.get(at + 1) & 0xff);
  }
}
