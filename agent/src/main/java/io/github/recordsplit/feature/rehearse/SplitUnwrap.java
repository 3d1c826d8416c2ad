package io.github.recordsplit.feature.rehearse;

import java.util.Arrays;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLEngineResult.Status;

/**
 * Two results of {@code unwrap} for one record: the first consumes its header and produces one
 * byte, the second consumes the remainder and produces the rest. An application sees the same with
 * two records, for what remains is given a header of its own: readers look at that before they call
 * again. One that takes records apart itself and comes back with other bytes gets the rest together
 * with what is in those, and is left alone from then on.
 */
public final class SplitUnwrap {
  private static final int HEADER = 5;

  private final Reading reading;
  private Buffers sources;
  private Buffers destinations;

  /** The record as it arrived: an engine may decrypt it in place. */
  private byte[] arrived;

  /** What of the record was not consumed, as it arrived and as it was left. */
  private byte[][] unread;

  /** Bytes of an earlier record that were put in front of this one's. */
  private int ahead;

  SplitUnwrap(Reading reading) {
    this.reading = reading;
  }

  /**
   * An {@code unwrap} begins.
   *
   * @return what it answers, or null if it has to go on
   */
  public SSLEngineResult begin(SSLEngine engine, Buffers from, Buffers to) {
    sources = null;
    ahead = 0;
    if (reading.rest() != null) {
      return rest(engine, from, to);
    }
    if (reading.isOn()) {
      remember(from, to);
    }
    return null;
  }

  /**
   * Has the engine see no more than the next record: some take as many at once as there are.
   *
   * <p>An error leaves the buffers so; it is the end of the connection.
   */
  void oneRecordAtATime() {
    if (sources != null && arrived != null && arrived.length > HEADER) {
      sources.limit(arrived.length);
    }
  }

  private void remember(Buffers from, Buffers to) {
    arrived = from.peek(HEADER);
    if (arrived.length == HEADER) {
      int length = ((arrived[3] & 0xff) << 8) + (arrived[4] & 0xff);
      arrived = from.peek(HEADER + length);
    }
    sources = from;
    destinations = to;
  }

  private SSLEngineResult rest(SSLEngine engine, Buffers from, Buffers to) {
    byte[] rest = reading.rest();
    int wanted = unread[0].length;
    byte[] given = from.peek(wanted);
    if (given.length == 0) {
      return null;
    }
    if (!begins(unread[0], given) && !begins(unread[1], given)) {
      return ahead(from, to);
    }
    if (given.length < wanted) {
      return new SSLEngineResult(Status.BUFFER_UNDERFLOW, engine.getHandshakeStatus(), 0, 0);
    }
    if (to.remaining() < rest.length) {
      return new SSLEngineResult(Status.BUFFER_OVERFLOW, engine.getHandshakeStatus(), 0, 0);
    }
    SSLEngineResult all =
        new SSLEngineResult(Status.OK, engine.getHandshakeStatus(), wanted, rest.length);
    from.skip(wanted);
    to.put(rest);
    reading.readOn();
    return all;
  }

  private static boolean begins(byte[] whole, byte[] part) {
    return Arrays.equals(part, Arrays.copyOf(whole, part.length));
  }

  private SSLEngineResult ahead(Buffers from, Buffers to) {
    byte[] rest = reading.rest();
    if (to.remaining() >= rest.length) {
      sources = from;
      destinations = to;
      to.put(rest);
      ahead = rest.length;
    }
    return null;
  }

  /**
   * An {@code unwrap} of the engine is done.
   *
   * @return what the application is told of it
   */
  public SSLEngineResult end(SSLEngineResult result, Reader who) {
    if (sources == null) {
      return result;
    }
    sources.unlimit();
    SSLEngineResult told = result;
    if (ahead > 0) {
      told = joined(result);
    } else if (isRecord(result) && !who.dropsRemainders()) {
      told = reading.cuts(result.bytesProduced()) ? first(result, who) : result;
    }
    sources = null;
    destinations = null;
    arrived = null;
    return told;
  }

  private boolean isRecord(SSLEngineResult result) {
    return result.getStatus() == Status.OK
        && isFree(result.getHandshakeStatus())
        && result.bytesProduced() > 0
        && result.bytesConsumed() == arrived.length
        && result.bytesConsumed() > HEADER
        && !sources.isReadOnly();
  }

  /** BoringSSL tells of a handshake's end, and of tickets to be sent, with the first payload. */
  private static boolean isFree(HandshakeStatus status) {
    return status == HandshakeStatus.NOT_HANDSHAKING
        || status == HandshakeStatus.FINISHED
        || status == HandshakeStatus.NEED_WRAP;
  }

  private SSLEngineResult first(SSLEngineResult result, Reader who) {
    byte[] left = sources.written(result.bytesConsumed());
    byte[] plain = destinations.written(result.bytesProduced());
    byte[] wiped = new byte[plain.length];
    wiped[0] = plain[0];
    SSLEngineResult told = new SSLEngineResult(Status.OK, result.getHandshakeStatus(), HEADER, 1);
    byte[] remainder = withoutHeader(left);
    giveHeader(remainder);
    unread = new byte[][] {withoutHeader(arrived), remainder};
    reading.cut(Arrays.copyOfRange(plain, 1, plain.length), who);
    // From here on nothing can fail.
    sources.rewind();
    sources.skip(HEADER);
    sources.overwrite(remainder);
    destinations.keepFirst(wiped);
    return told;
  }

  /**
   * Makes it look like a record, as far as it is long enough; what is decrypted already may be
   * changed, as the javadoc of {@code SSLEngine.unwrap} says.
   */
  private void giveHeader(byte[] remainder) {
    int length = remainder.length - HEADER;
    if (length > 0) {
      System.arraycopy(arrived, 0, remainder, 0, 3);
      remainder[3] = (byte) (length >> 8);
      remainder[4] = (byte) length;
    }
  }

  private static byte[] withoutHeader(byte[] record) {
    return Arrays.copyOfRange(record, HEADER, record.length);
  }

  /** What is ahead counts as produced by this, if this is a success. */
  private SSLEngineResult joined(SSLEngineResult result) {
    if (result.getStatus() == Status.BUFFER_OVERFLOW
        || result.getStatus() == Status.BUFFER_UNDERFLOW) {
      destinations.rewind();
      return result;
    }
    reading.isUnfit();
    return new SSLEngineResult(
        result.getStatus(),
        result.getHandshakeStatus(),
        result.bytesConsumed(),
        result.bytesProduced() + ahead);
  }
}
