package io.github.recordsplit.harness;

import io.github.recordsplit.harness.TlsStream.Sealed;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Jazzer's target: the reader of records, in whatever pieces bytes come, sees what a reader sees
 * that has them all before it.
 */
public final class TlsStreamFuzz {
  private static final int HEADER = 5;

  private TlsStreamFuzz() {}

  /** Takes the length of the pieces, and what comes in them. */
  public static void fuzzerTestOneInput(byte[] data) {
    int piece = data.length == 0 ? 1 : 1 + (data[0] & 0xff);
    byte[] bytes = data.length == 0 ? data : Arrays.copyOfRange(data, 1, data.length);
    TlsStream stream = new TlsStream();
    for (int at = 0; at < bytes.length; at += piece) {
      byte[] next = Arrays.copyOfRange(bytes, at, Math.min(at + piece, bytes.length));
      stream.add(next, next.length);
    }
    List<Sealed> due = records(bytes);
    if (!due.equals(stream.records())) {
      throw new IllegalStateException(due + " was read as " + stream.records());
    }
  }

  private static List<Sealed> records(byte[] bytes) {
    List<Sealed> records = new ArrayList<>();
    int at = 0;
    while (at + HEADER < bytes.length && !isHello(bytes, at)) {
      at++;
    }
    boolean started = at + HEADER < bytes.length;
    while (started && at + HEADER <= bytes.length) {
      int length = number(bytes, at + 3);
      records.add(new Sealed(bytes[at], number(bytes, at + 1), length));
      at += HEADER + length;
    }
    return records;
  }

  /** A handshake record of SSLv3 to TLS 1.2, as TLS 1.3 says too, with a hello's first byte. */
  private static boolean isHello(byte[] bytes, int at) {
    int version = number(bytes, at + 1);
    int message = bytes[at + HEADER];
    return bytes[at] == 22
        && version >= 0x300
        && version <= 0x303
        && number(bytes, at + 3) > 0
        && (message == 1 || message == 2);
  }

  private static int number(byte[] bytes, int at) {
    return (bytes[at] & 0xff) << 8 | (bytes[at + 1] & 0xff);
  }
}
