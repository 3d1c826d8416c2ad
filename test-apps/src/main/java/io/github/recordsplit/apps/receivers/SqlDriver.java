package io.github.recordsplit.apps.receivers;

import io.github.recordsplit.apps.Lines;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.ProtocolException;
import java.nio.ByteBuffer;
import javax.net.ssl.SSLSocket;

/** A database driver: packets whose header tells their type and length. */
public final class SqlDriver {
  static final int HEADER = 8;
  static final byte RESPONSE = 4;

  private static final byte PRELOGIN = 18;
  private static final byte QUERY = 1;
  private static final int PATIENCE_MILLIS = 20_000;

  private SqlDriver() {}

  public static void talk(String host, int port) throws IOException {
    try (SSLSocket socket = Lines.connect(host, port)) {
      socket.setSoTimeout(PATIENCE_MILLIS);
      DataInputStream in = new DataInputStream(socket.getInputStream());
      exchange(in, socket.getOutputStream(), PRELOGIN, 40);
      exchange(in, socket.getOutputStream(), QUERY, 200);
    }
  }

  private static void exchange(DataInputStream in, OutputStream out, byte type, int size)
      throws IOException {
    out.write(packet(type, size));
    byte[] header = new byte[HEADER];
    in.readFully(header);
    in.readFully(new byte[length(header) - HEADER]);
    if (header[0] != RESPONSE || length(header) != HEADER + size) {
      throw new ProtocolException("wrong response");
    }
  }

  static byte[] packet(byte type, int size) {
    return ByteBuffer.allocate(HEADER + size)
        .put(type)
        .put((byte) 1)
        .putShort((short) (HEADER + size))
        .array();
  }

  /** The length that a packet's header tells, in bytes, header included. */
  static int length(byte[] packet) {
    return ByteBuffer.wrap(packet).getShort(2) & 0xffff;
  }
}
