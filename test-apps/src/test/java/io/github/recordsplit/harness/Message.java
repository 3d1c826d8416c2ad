package io.github.recordsplit.harness;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A request or reply as it arrived: its bytes, and the plaintext length of each record. */
public record Message(byte[] bytes, List<Integer> records) {
  /** One byte a character. */
  public String text() {
    return new String(bytes, ISO_8859_1);
  }

  /** Its first word: what an application named the connection or the request by. */
  public String label() {
    return text().split("[ \r\n]", 2)[0];
  }

  /** Reads records until the protocol says that the message is complete; null at the end. */
  static Message read(RecordChannel channel, Protocol protocol) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    List<Integer> records = new ArrayList<>();
    while (!protocol.complete(bytes.toByteArray())) {
      byte[] record = channel.read();
      if (record == null) {
        return end(records);
      }
      records.add(record.length);
      bytes.writeBytes(record);
    }
    return new Message(bytes.toByteArray(), records);
  }

  private static Message end(List<Integer> records) throws IOException {
    if (!records.isEmpty()) {
      throw new IOException("the connection ended within a message, after records " + records);
    }
    return null;
  }
}
