package io.github.recordsplit.weave.classfile;

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

  static void putU2(ByteArrayOutputStream out, int value) {
    out.write(value >> 8);
    out.write(value);
  }

  static void putS4(ByteArrayOutputStream out, int value) {
    putU2(out, value >> 16);
    putU2(out, value);
  }
}
