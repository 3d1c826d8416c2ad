package io.github.recordsplit.tools.probe;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/** MySQL and MariaDB: a log-in without a password; the answer is a refusal or how to go on. */
final class MySqlDialogue extends Dialogue {
  /** PROTOCOL_41, SSL, SECURE_CONNECTION, PLUGIN_AUTH. */
  private static final int CAPABILITIES = 0x200 | 0x800 | 0x8000 | 0x80000;

  private static final int LARGEST = 1 << 24;
  private static final byte UTF_8 = 33;

  @Override
  void startTls(Plain plain) throws IOException {
    byte[] header = plain.read(4);
    byte[] greeting = plain.read(length(header));
    if (greeting.length == 0 || greeting[0] != 10) {
      throw new IOException("the server does not greet as MySQL does");
    }
    plain.send(packet(1, new byte[0]));
  }

  @Override
  byte[] request() {
    return packet(2, ascii("recordsplit_probe\0\0mysql_native_password\0"));
  }

  private static byte[] packet(int sequence, byte[] rest) {
    int length = 32 + rest.length;
    ByteBuffer out = ByteBuffer.allocate(4 + length).order(ByteOrder.LITTLE_ENDIAN);
    out.putInt(length | sequence << 24).putInt(CAPABILITIES).putInt(LARGEST).put(UTF_8);
    out.position(out.position() + 23);
    return out.put(rest).array();
  }

  private static int length(byte[] header) {
    return (header[0] & 0xff) | (header[1] & 0xff) << 8 | (header[2] & 0xff) << 16;
  }

  @Override
  boolean complete(byte[] answer) {
    return answer.length >= 4 && answer.length >= 4 + length(answer);
  }

  /** The kind of packet, and the number of an error; a salt may follow. */
  @Override
  byte[] brief(byte[] answer) {
    boolean error = answer.length > 4 && answer[4] == (byte) 0xff;
    return Arrays.copyOf(answer, Math.min(answer.length, error ? 7 : 5));
  }
}
