package io.github.recordsplit.control.requests;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.Closeable;
import java.io.IOException;
import java.io.RandomAccessFile;

/**
 * The file that an agent holds open and its clients find by {@code /proc/PID/fd}: a header, and
 * slots of which each holds one request and its answer. Agent and client each have a word in a slot
 * that only they write, so that neither needs a lock of the other's: who has written its own word
 * reads the other's, and at least one of the two sees both.
 *
 * <p>{@code java.nio} channels would be closed by whoever interrupts the thread.
 */
final class ChannelFile implements Closeable {
  static final int SLOTS = 4;
  static final int SLOT_LENGTH = 4096;
  static final int HEADER_LENGTH = 4096;

  static final int LARGEST_REQUEST = 2000;

  /** So much of an answer fits into a slot at once. */
  static final int CHUNK = 2000;

  /** What the file begins with; the number is that of this layout. */
  static final byte[] MAGIC = "recordsplit channel 1\n".getBytes(UTF_8);

  // In the header.
  private static final int NONCE = 32;
  private static final int VERSION = 64;
  private static final int STARTED = 256;
  private static final int BELL = 264;

  // In a slot.
  private static final int CLIENT_WORD = 0;
  private static final int AGENT_WORD = 8;
  private static final int ORDER = 16;
  private static final int REQUEST = 24;
  private static final int ANSWER = 2048;

  private final RandomAccessFile file;

  ChannelFile(RandomAccessFile file) {
    this.file = file;
  }

  RandomAccessFile file() {
    return file;
  }

  /** The header of a new file; as many of its length with nothing in them follow. */
  static byte[] header(String version, byte[] nonce) {
    byte[] header = new byte[HEADER_LENGTH];
    System.arraycopy(MAGIC, 0, header, 0, MAGIC.length);
    System.arraycopy(nonce, 0, header, NONCE, nonce.length);
    byte[] text = version.getBytes(UTF_8);
    header[VERSION] = (byte) text.length;
    System.arraycopy(text, 0, header, VERSION + 1, text.length);
    return header;
  }

  /** What is written now, a full disk cannot refuse later. */
  void fill() throws IOException {
    file.seek(HEADER_LENGTH);
    byte[] slot = new byte[SLOT_LENGTH];
    for (int i = 0; i < SLOTS; i++) {
      file.write(slot);
    }
  }

  /** Whether this is the file that was written with a nonce, or any where it is null. */
  boolean isOurs(byte[] nonce) throws IOException {
    byte[] start = new byte[NONCE + (nonce == null ? 0 : nonce.length)];
    if (file.length() < start.length) {
      return false;
    }
    file.seek(0);
    file.readFully(start);
    boolean same = true;
    for (int i = 0; i < MAGIC.length; i++) {
      same &= start[i] == MAGIC[i];
    }
    for (int i = NONCE; i < start.length; i++) {
      same &= start[i] == nonce[i - NONCE];
    }
    return same;
  }

  /** The version of the agent's jar. */
  String version() throws IOException {
    file.seek(VERSION);
    byte[] text = new byte[file.readByte() & 0x7f];
    file.readFully(text);
    return new String(text, UTF_8);
  }

  /** Whether the agent answers, which it does from the first TLS class on. */
  boolean isStarted() throws IOException {
    return longAt(STARTED) != 0;
  }

  void start() throws IOException {
    longAt(STARTED, 1);
  }

  /** Changes when a client has written something. */
  long bell() throws IOException {
    return longAt(BELL);
  }

  void ring(long other) throws IOException {
    longAt(BELL, other);
  }

  long clientWord(int slot) throws IOException {
    return longAt(place(slot) + CLIENT_WORD);
  }

  void clientWord(int slot, long word) throws IOException {
    longAt(place(slot) + CLIENT_WORD, word);
  }

  long agentWord(int slot) throws IOException {
    return longAt(place(slot) + AGENT_WORD);
  }

  void agentWord(int slot, long word) throws IOException {
    longAt(place(slot) + AGENT_WORD, word);
  }

  /** Requests are carried out in this order. */
  long order(int slot) throws IOException {
    return longAt(place(slot) + ORDER);
  }

  void request(int slot, long order, byte[] text) throws IOException {
    longAt(place(slot) + ORDER, order);
    textAt(place(slot) + REQUEST, text, 0, text.length);
  }

  /** The request in a slot; a length that cannot be makes it empty. */
  String request(int slot) throws IOException {
    return new String(textAt(place(slot) + REQUEST, LARGEST_REQUEST), UTF_8);
  }

  /** Writes a piece of an answer, before which its status and whole length stand. */
  void chunk(int slot, int status, byte[] answer, int from, int length) throws IOException {
    long place = place(slot) + ANSWER;
    longAt(place, ((long) status << Integer.SIZE) | answer.length);
    textAt(place + Long.BYTES, answer, from, length);
  }

  /** Status, in the upper half, and whole length of an answer. */
  long answerHead(int slot) throws IOException {
    return longAt(place(slot) + ANSWER);
  }

  byte[] chunk(int slot) throws IOException {
    return textAt(place(slot) + ANSWER + Long.BYTES, CHUNK);
  }

  private static long place(int slot) {
    return HEADER_LENGTH + (long) slot * SLOT_LENGTH;
  }

  private void textAt(long place, byte[] text, int from, int length) throws IOException {
    file.seek(place);
    file.writeInt(length);
    file.write(text, from, length);
  }

  private byte[] textAt(long place, int most) throws IOException {
    file.seek(place);
    int length = file.readInt();
    byte[] text = new byte[length < 0 || length > most ? 0 : length];
    file.readFully(text);
    return text;
  }

  /** In one system call each, so that nobody sees half of it. */
  private long longAt(long place) throws IOException {
    byte[] bytes = new byte[Long.BYTES];
    file.seek(place);
    file.readFully(bytes);
    long value = 0;
    for (byte each : bytes) {
      value = value << Byte.SIZE | (each & 0xff);
    }
    return value;
  }

  private void longAt(long place, long value) throws IOException {
    byte[] bytes = new byte[Long.BYTES];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (value >>> (Long.SIZE - Byte.SIZE * (i + 1)));
    }
    file.seek(place);
    file.write(bytes);
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
