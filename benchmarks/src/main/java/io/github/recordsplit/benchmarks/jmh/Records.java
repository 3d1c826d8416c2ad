package io.github.recordsplit.benchmarks.jmh;

/**
 * Looks at what was sent, because a variant that does not do what its name says measures nothing.
 */
final class Records {
  /** Bytes of the payload that is looked at; short enough for one record. */
  static final int PAYLOAD = 100;

  private static final int HEADER = 5;

  private Records() {}

  /** Fails unless this is one payload in the expected number of records. */
  static void check(byte[] wire, int length, boolean split) {
    int records = 0;
    for (int at = 0; at < length; records++) {
      at += HEADER + ((wire[at + 3] & 0xff) << 8) + (wire[at + 4] & 0xff);
    }
    if (records != (split ? 2 : 1)) {
      throw new IllegalStateException("split: " + split + ", but records: " + records);
    }
  }
}
