package io.github.recordsplit.feature.rehearse;

import java.util.Arrays;

/**
 * A stream of a socket whose records cannot be seen. A read that brings less than was asked for has
 * come to a record's end, so that the next one begins another: of that the application is given one
 * byte, and the rest when it reads on. One method may call another of the stream.
 */
final class StreamReads {
  final Reading reading;
  private final boolean standsOnEngine;

  /** Whether the next read begins a record, for all that is known. */
  private boolean begins = true;

  private int started;
  private int finished = -1;

  /**
   * One connection.
   *
   * @param standsOnEngine whether its records are cut below it
   */
  StreamReads(Reading reading, boolean standsOnEngine) {
    this.reading = reading;
    this.standsOnEngine = standsOnEngine;
  }

  /** A read begins: gives what is owed, or answers -1. */
  synchronized int start(byte[] into, int offset, int length) {
    byte[] rest = reading.rest();
    if (rest == null) {
      started++;
      return -1;
    }
    int given = Math.min(length, rest.length);
    System.arraycopy(rest, 0, into, offset, given);
    if (given == rest.length) {
      reading.readOn();
    } else {
      reading.stillOwed(Arrays.copyOfRange(rest, given, rest.length));
    }
    return given;
  }

  /** A read has brought so many bytes: answers how many of them the application is given. */
  synchronized int end(byte[] into, int offset, int length, int count, Reader who) {
    if (standsOnEngine || finished == started || reading.isOwed()) {
      return count; // of a method that has called the one which read
    }
    finished = started;
    boolean whole = begins;
    begins = count < length;
    if (!whole || !reading.cuts(count)) {
      return count;
    }
    reading.cut(Arrays.copyOfRange(into, offset + 1, offset + count), who);
    return 1;
  }

  /** Bytes that the application is still to be given. */
  synchronized int owed() {
    byte[] rest = reading.rest();
    return rest == null ? 0 : rest.length;
  }
}
