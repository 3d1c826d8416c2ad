package io.github.recordsplit.apps.framing;

import static java.nio.charset.StandardCharsets.US_ASCII;

/** What a receiver does with a message that has no end. */
enum Fault {
  /** Says so and goes on. */
  ANSWER,

  /** Closes the connection. */
  CLOSE,

  /** Lets its thread die, and the connection stay open. */
  DIE;

  /**
   * The reply to what the receiver took for a message.
   *
   * @return null if the connection must be closed
   */
  byte[] reply(byte[] message) {
    int length = message.length;
    if (length > 0 && message[length - 1] == '\n') {
      return ("got " + length + "\n").getBytes(US_ASCII);
    }
    if (this == DIE) {
      throw new IllegalStateException("a message without its end");
    }
    return this == CLOSE ? null : "malformed\n".getBytes(US_ASCII);
  }
}
