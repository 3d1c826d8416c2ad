package io.github.recordsplit.library.unknown;

import io.github.recordsplit.connection.DestinationSpace;
import io.github.recordsplit.tls.RecordHeaders;
import java.nio.ByteBuffer;

/** What records tell of a TLS library that was to leave a payload whole. */
final class Sign {
  /** It does not split by itself. */
  static final int WHOLE = 0;

  /** It does: a record of one byte, and more behind it. */
  static final int PAIR = 1;

  /** Some engines make a record of each buffer, and the first one may have been as small. */
  static final int UNCLEAR = 2;

  private Sign() {}

  /**
   * Looks at what came into a destination.
   *
   * @param sure as {@link Wrap#sureOfFirst} was before
   */
  static int of(ByteBuffer destination, int start, int sure) {
    int records = RecordHeaders.count(destination, start, destination.position());
    return of(destination, start, sure, records);
  }

  /** The same where the last of the records may be held. */
  static int of(ByteBuffer destination, int start, int sure, int records) {
    int first = RecordHeaders.first(destination, start, destination.position());
    if (records < 2 || first > DestinationSpace.LARGEST_SMALL) {
      return WHOLE;
    }
    return first > 0 && first < sure ? PAIR : UNCLEAR;
  }
}
