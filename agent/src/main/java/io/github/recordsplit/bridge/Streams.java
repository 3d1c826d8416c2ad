package io.github.recordsplit.bridge;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** Reads class files. */
public final class Streams {
  private Streams() {}

  /** All bytes that are left in a stream. */
  public static byte[] readAll(InputStream in) throws IOException {
    byte[] bytes = new byte[in.available() + 1]; // a class file of the JDK's image is there at once
    int length = 0;
    for (int n = 0; n >= 0; n = in.read(bytes, length, bytes.length - length)) {
      length += n;
      bytes = length < bytes.length ? bytes : Arrays.copyOf(bytes, 2 * length);
    }
    return Arrays.copyOf(bytes, length);
  }
}
