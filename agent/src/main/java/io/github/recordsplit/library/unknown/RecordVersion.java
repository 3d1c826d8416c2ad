package io.github.recordsplit.library.unknown;

import io.github.recordsplit.tls.RecordHeaders;
import io.github.recordsplit.tls.Version;
import java.nio.ByteBuffer;

/**
 * The version in the headers of the records that an engine makes, which are never encrypted. It is
 * that of the connection from ChangeCipherSpec on; a ClientHello's may be an older one.
 */
final class RecordVersion {
  private static final int CHANGE_CIPHER_SPEC = 20;

  private Version version = Version.UNKNOWN;

  /** Bytes that are to come of a record whose header was seen; negative: nobody knows. */
  private int owed;

  Version version() {
    return version;
  }

  boolean isKnown() {
    return version != Version.UNKNOWN;
  }

  /**
   * An engine made bytes, which follow those that it made before.
   *
   * @param from index of the first one
   * @param to index behind the last one
   */
  void seen(ByteBuffer bytes, int from, int to) {
    int at = from + owed;
    while (owed >= 0 && !isKnown() && at + RecordHeaders.HEADER <= to) {
      int type = bytes.get(at);
      if (type < CHANGE_CIPHER_SPEC || type > RecordHeaders.APPLICATION_DATA + 1) {
        at = to; // a ClientHello as SSLv2 has it, alone
      } else {
        look(type, Version.ofHeader(RecordHeaders.u2(bytes, at + 1)));
        at += RecordHeaders.HEADER + RecordHeaders.u2(bytes, at + 3);
      }
    }
    owed = owed < 0 || (at < to && at + RecordHeaders.HEADER > to) ? -1 : at - to;
  }

  private void look(int type, Version now) {
    if (type == CHANGE_CIPHER_SPEC
        || type == RecordHeaders.APPLICATION_DATA
        || now == Version.DTLS) {
      version = now;
    }
  }
}
