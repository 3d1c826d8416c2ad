package io.github.recordsplit.feature.rehearse;

import io.github.recordsplit.library.bctls.BcTlsReader;
import java.util.Arrays;

/**
 * Sockets of bctls, and whoever has it read a stream: a record's first byte is taken as if it were
 * a record, and the rest as another one once that byte was read. What is to be read without waiting
 * is then what it would be.
 */
final class BcReads {
  private final BcTlsReader library;
  private final Object protocol;
  private final Reading reading;

  /** One connection. */
  BcReads(BcTlsReader library, Object protocol, Reading reading) {
    this.library = library;
    this.protocol = protocol;
    this.reading = reading;
  }

  /** A record was decrypted; returns whether the library need not take it any more. */
  boolean recordRead(byte[] plain, int offset, int length, Reader who) throws Throwable {
    if (reading.isOwed() || !library.isBlocking(protocol) || !reading.cuts(length)) {
      return false;
    }
    reading.cut(Arrays.copyOfRange(plain, offset + 1, offset + length), who);
    library.receive(protocol, plain, offset, 1);
    return true;
  }

  /** The application wants more. */
  void readStarted() throws Throwable {
    if (reading.isOwed() && library.available(protocol) == 0) {
      byte[] rest = reading.rest();
      library.receive(protocol, rest, 0, rest.length);
      reading.readOn();
    }
  }
}
