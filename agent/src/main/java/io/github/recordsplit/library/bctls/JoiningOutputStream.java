package io.github.recordsplit.library.bctls;

import java.io.IOException;
import java.io.OutputStream;

/**
 * In place of a record stream's transport while one payload is split: keeps the first record and
 * writes it together with whatever comes next. The transport is never waited for inside a lock.
 */
final class JoiningOutputStream extends OutputStream {
  private static final byte[] SENT = new byte[0];

  private final OutputStream transport;

  /** Null before the first record, then that record, then {@link #SENT}. */
  private byte[] held;

  JoiningOutputStream(OutputStream transport) {
    this.transport = transport;
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    byte[] before = hold(bytes, offset, length);
    if (before == SENT) {
      transport.write(bytes, offset, length);
    } else if (before != null) {
      byte[] both = copy(before, before.length + length);
      System.arraycopy(bytes, offset, both, before.length, length);
      transport.write(both, 0, both.length);
    }
  }

  @Override
  public void flush() throws IOException {
    if (!holds()) {
      transport.flush();
    }
  }

  /** A library that fails closes its transport: what was encrypted before goes out first. */
  @Override
  public void close() throws IOException {
    try {
      release();
    } finally {
      transport.close();
    }
  }

  /** Sends what is still held. */
  void release() throws IOException {
    byte[] before = taken();
    if (before != null && before != SENT) {
      transport.write(before, 0, before.length);
      transport.flush();
    }
  }

  /** Answers what was held before, or null if these bytes are held now. */
  private synchronized byte[] hold(byte[] bytes, int offset, int length) {
    if (held != null) {
      return taken();
    }
    held = java.util.Arrays.copyOfRange(bytes, offset, offset + length);
    return null;
  }

  private synchronized byte[] taken() {
    byte[] before = held;
    held = SENT;
    return before;
  }

  private synchronized boolean holds() {
    return held != null && held != SENT;
  }

  private static byte[] copy(byte[] bytes, int length) {
    return java.util.Arrays.copyOf(bytes, length);
  }
}
