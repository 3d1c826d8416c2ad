package io.github.recordsplit.instrument.classfile;

import java.io.ByteArrayOutputStream;

/** Big-endian numbers, as class files have them. */
final class Bytes {
  private Bytes() {}

  static int u2(byte[] bytes, int at) {
    return ((bytes[at] & 0xff) << 8) | (bytes[at + 1] & 0xff);
  }

  static int s2(byte[] bytes, int at) {
    return (short) u2(bytes, at);
  }

  static int s4(byte[] bytes, int at) {
    return (u2(bytes, at) << 16) | u2(bytes, at + 2);
  }

  /**
   * The four-byte length of what follows it.
   *
   * @throws ShapeException if that ends outside of the file
   */
  static int length(byte[] bytes, int at) throws ShapeException {
    int length = s4(bytes, at);
    if (length < 0 || length > bytes.length - at - 4) {
      throw new ShapeException("a whole class file");
    }
    return length;
  }

  static void putU2(ByteArrayOutputStream out, int value) {
    out.write(value >> 8);
    out.write(value);
  }

  static void putS4(ByteArrayOutputStream out, int value) {
    putU2(out, value >> 16);
    putU2(out, value);
  }
}
