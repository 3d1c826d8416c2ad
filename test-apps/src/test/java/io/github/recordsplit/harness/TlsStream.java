package io.github.recordsplit.harness;

import java.util.ArrayList;
import java.util.List;

/**
 * One direction of a connection as anybody on the way sees it: the headers of its TLS records.
 * Whatever comes before the first of them (STARTTLS) is skipped.
 */
final class TlsStream {
  private static final int HEADER = 5;
  private static final int HANDSHAKE = 22;
  private static final int HELLO_MAX = 2;

  /** A record's content type and the length of its encrypted content. */
  record Sealed(int type, int version, int length) {}

  private final List<Sealed> records = new ArrayList<>();
  private final byte[] header = new byte[HEADER + 1];
  private int have;
  private int rest;
  private boolean started;

  void add(byte[] bytes, int length) {
    for (int i = 0; i < length; i++) {
      if (rest > 0) {
        int skipped = Math.min(rest, length - i);
        rest -= skipped;
        i += skipped - 1;
      } else {
        header(bytes[i]);
      }
    }
  }

  List<Sealed> records() {
    return List.copyOf(records);
  }

  int size() {
    return records.size();
  }

  private void header(byte next) {
    header[have++] = next;
    if (started ? have == HEADER : have == HEADER + 1) {
      if (started || isHello()) {
        begin();
      } else {
        System.arraycopy(header, 1, header, 0, --have);
      }
    }
  }

  private void begin() {
    int length = (header[3] & 0xff) << 8 | (header[4] & 0xff);
    records.add(new Sealed(header[0], (header[1] & 0xff) << 8 | (header[2] & 0xff), length));
    rest = length - (have - HEADER);
    started = true;
    have = 0;
  }

  /** A handshake record that begins with a ClientHello or a ServerHello. */
  private boolean isHello() {
    return header[0] == HANDSHAKE
        && header[1] == 3
        && header[2] >= 0
        && header[2] <= 3
        && (header[3] | header[4]) != 0
        && header[HEADER] >= 1
        && header[HEADER] <= HELLO_MAX;
  }
}
