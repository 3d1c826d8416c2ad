package io.github.recordsplit.tools.probe;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** PostgreSQL: the start-up message; the answer is how to log in, or why not. */
final class PostgresDialogue extends Dialogue {
  private static final int SSL_REQUEST = 80877103;
  private static final int VERSION_3 = 3 << 16;

  @Override
  void startTls(Plain plain) throws IOException {
    plain.send(ByteBuffer.allocate(8).putInt(8).putInt(SSL_REQUEST).array());
    if (plain.read() != 'S') {
      throw new IOException("the server refuses TLS");
    }
  }

  @Override
  byte[] request() {
    byte[] names = ascii("user\0recordsplit_probe\0database\0recordsplit_probe\0\0");
    int length = 8 + names.length;
    return ByteBuffer.allocate(length).putInt(length).putInt(VERSION_3).put(names).array();
  }

  /** One message: a type, a length that counts itself, the rest. */
  @Override
  boolean complete(byte[] answer) {
    return answer.length >= 5 && answer.length > ByteBuffer.wrap(answer).getInt(1);
  }

  /** A request to log in may carry a salt after its kind. */
  @Override
  byte[] brief(byte[] answer) {
    boolean login = answer.length > 0 && answer[0] == 'R';
    return Arrays.copyOf(answer, Math.min(answer.length, login ? 9 : 1));
  }
}
