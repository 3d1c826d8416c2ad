package io.github.recordsplit.tools.probe;

import io.github.recordsplit.tls.RecordHeaders;
import java.io.ByteArrayOutputStream;

/**
 * One direction of a connection as anybody on the way sees it: the headers of its TLS records. What
 * comes before the first of them (STARTTLS) and what is no record is counted, and nothing is kept.
 */
final class RecordReader {
  static final int CHANGE_CIPHER_SPEC = 20;
  static final int ALERT = 21;
  static final int HANDSHAKE = 22;
  static final int HEARTBEAT = 24;

  private static final int HEADER = RecordHeaders.HEADER;
  private static final int OLD_HEADER = 2;
  private static final int FATAL = 2;
  private static final int HELLO_MAX = 2;

  /** Of TLS 1.2; those of other versions are shorter (RFC 5246, 6.2.3). */
  private static final int LONGEST = (1 << 14) + 2048;

  /** A ServerHello is shorter, and only that is looked into. */
  private static final int MOST_KEPT = 1024;

  /** Whoever wants to know; called in the order of the bytes. */
  interface Listener {
    /** So many bytes came before the first record. */
    void begins(long plain);

    void record(int type, int length);

    /** The beginning of the first record's content. */
    void first(byte[] content);

    /** From here on there are no records. */
    void garbage();
  }

  private enum State {
    BEFORE,
    RECORDS,
    GARBAGE
  }

  private final Listener listener;
  private final byte[] header = new byte[HEADER + 1];
  private ByteArrayOutputStream first = new ByteArrayOutputStream();
  private State state = State.BEFORE;
  private long plain;
  private int have;
  private int rest;

  RecordReader(Listener listener) {
    this.listener = listener;
  }

  /** The next bytes, however they are cut. */
  void add(byte[] bytes, int length) {
    int at = 0;
    while (at < length && state != State.GARBAGE) {
      if (rest > 0) {
        int part = Math.min(rest, length - at);
        keep(bytes, at, part);
        rest -= part;
        at += part;
        endFirst();
      } else {
        header[have++] = bytes[at++];
        header();
      }
    }
  }

  /** Bytes before the first record; all of them, if there was none. */
  long plain() {
    return state == State.BEFORE ? plain + have : plain;
  }

  private void header() {
    if (state == State.RECORDS) {
      if (have == HEADER) {
        begin(u2(3));
      }
    } else if (have == HEADER + 1) {
      if (isHello() || isAlert()) {
        begin(u2(3));
        keep(header, HEADER, 1);
        rest--;
        endFirst();
      } else if (plain == 0 && isOldHello()) {
        beginOld();
      } else {
        plain++;
        System.arraycopy(header, 1, header, 0, --have);
      }
    }
  }

  private void begin(int length) {
    if (state == State.BEFORE) {
      state = State.RECORDS;
      listener.begins(plain);
    } else if (!isRecord(length)) {
      state = State.GARBAGE;
      listener.garbage();
      return;
    }
    listener.record(header[0] & 0xff, length);
    rest = length;
    have = 0;
  }

  /** A ClientHello in the form of SSL 2, as Java 6 has it: its length stands in its first bytes. */
  private void beginOld() {
    int length = u2(0) & 0x7fff;
    state = State.RECORDS;
    listener.begins(0);
    listener.record(HANDSHAKE, length);
    rest = Math.max(0, length - (HEADER + 1 - OLD_HEADER));
    have = 0;
    first = null;
  }

  /** RFC 5246, E.2. */
  private boolean isOldHello() {
    return (header[0] & 0x80) != 0 && header[2] == 1 && header[3] == 3 && header[4] <= 4;
  }

  private boolean isRecord(int length) {
    return header[0] >= CHANGE_CIPHER_SPEC
        && header[0] <= HEARTBEAT
        && header[1] == 3
        && length <= LONGEST;
  }

  /** A handshake record that begins with a ClientHello or a ServerHello. */
  private boolean isHello() {
    return header[0] == HANDSHAKE
        && isVersion()
        && u2(3) > 0
        && u2(3) <= LONGEST
        && header[HEADER] >= 1
        && header[HEADER] <= HELLO_MAX;
  }

  /** What a server may say instead of a ServerHello. */
  private boolean isAlert() {
    return header[0] == ALERT
        && isVersion()
        && u2(3) == 2
        && header[HEADER] >= 1
        && header[HEADER] <= FATAL;
  }

  private boolean isVersion() {
    return header[1] == 3 && header[2] >= 0 && header[2] <= 4;
  }

  private void keep(byte[] bytes, int from, int length) {
    if (first != null) {
      first.write(bytes, from, Math.min(length, MOST_KEPT - first.size()));
    }
  }

  private void endFirst() {
    if (first != null && (rest == 0 || first.size() == MOST_KEPT)) {
      byte[] content = first.toByteArray();
      first = null;
      listener.first(content);
    }
  }

  private int u2(int at) {
    return (header[at] & 0xff) << 8 | (header[at + 1] & 0xff);
  }
}
