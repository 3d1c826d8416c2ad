package io.github.recordsplit.library.unknown;

import java.io.IOException;
import java.io.OutputStream;

/** One call of a stream's {@code write}, which can be made again for a part of its bytes. */
final class Write {
  private final OutputStream stream;
  private final Object data;
  private final int offset;
  private final int length;

  Write(OutputStream stream, Object data, int offset, int length) {
    this.stream = stream;
    this.data = data;
    this.offset = offset;
    this.length = length;
  }

  OutputStream stream() {
    return stream;
  }

  /** Its bytes; -1 where the stream has to refuse what it was given. */
  int payload() {
    if (data instanceof Integer) {
      return 1;
    }
    byte[] bytes = (byte[]) data;
    if (bytes == null || length < 0) {
      return bytes == null ? -1 : bytes.length;
    }
    return offset < 0 || offset > bytes.length - length ? -1 : length;
  }

  /** The same call again. */
  void again() throws IOException {
    if (data instanceof Integer) {
      stream.write((Integer) data);
    } else if (length < 0) {
      stream.write((byte[]) data);
    } else {
      stream.write((byte[]) data, offset, length);
    }
  }

  /** A write of some of the bytes, which are 2 or more. */
  void part(int from, int count) throws IOException {
    stream.write((byte[]) data, (length < 0 ? 0 : offset) + from, count);
  }
}
