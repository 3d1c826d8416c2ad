package io.github.recordsplit.feature.rehearse;

import io.github.recordsplit.library.PlainInput;
import java.util.Arrays;

/**
 * Sockets of a library that reads its own transport, and whoever has it read a stream: a record's
 * first byte is taken as if it were a record, and the rest as another one once that byte was read.
 * What is to be read without waiting is then what it would be.
 */
final class ProtocolReads {
  private final PlainInput input;
  private final Reading reading;

  /** One connection. */
  ProtocolReads(PlainInput input, Reading reading) {
    this.input = input;
    this.reading = reading;
  }

  /** A record was decrypted; returns whether the library need not take it any more. */
  boolean recordRead(byte[] plain, int offset, int length, Reader who) throws Throwable {
    if (reading.isOwed() || !input.isBlocking() || !reading.cuts(length)) {
      return false;
    }
    reading.cut(Arrays.copyOfRange(plain, offset + 1, offset + length), who);
    input.receive(plain, offset, 1);
    return true;
  }

  /** The application wants more. */
  void readStarted() throws Throwable {
    if (reading.isOwed() && input.available() == 0) {
      byte[] rest = reading.rest();
      input.receive(rest, 0, rest.length);
      reading.readOn();
    }
  }
}
