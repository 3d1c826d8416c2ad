package io.github.recordsplit.benchmarks;

import java.nio.ByteBuffer;

/** What a client sends: 200 bytes, which say how the server is to answer. */
final class Request {
  static final int LENGTH = 200;

  private static final int NAGLE = Integer.BYTES;

  private Request() {}

  /** Asks for a reply of so many bytes, over a socket with Nagle's algorithm or without. */
  static byte[] of(int reply, boolean nagle) {
    byte[] bytes = new byte[LENGTH];
    ByteBuffer.wrap(bytes).putInt(reply).put((byte) (nagle ? 1 : 0));
    return bytes;
  }

  static int reply(byte[] request) {
    return ByteBuffer.wrap(request).getInt();
  }

  static boolean nagle(byte[] request) {
    return request[NAGLE] != 0;
  }
}
