package io.github.recordsplit.feature.rehearse;

import io.github.recordsplit.connection.ConnectionListener;
import io.github.recordsplit.rules.Policy;
import java.nio.ByteBuffer;

/**
 * What a connection's application reads while a {@code rehearse} rule applies: of each record the
 * first byte, and then the rest. Guarded by the lock under which the TLS library reads, but for
 * what is said of the application in between.
 */
public final class Reading implements ConnectionListener {
  private final Rehearsals rehearsals;
  private Policy policy;
  private boolean on;
  private boolean peerMaySplit;
  private boolean afterOneByte;
  private boolean unfit;
  private byte[] rest;
  private boolean hasReadOn;
  private volatile Rehearsals.Pending pending;
  private volatile StreamReads stream;

  /** The engine's part, if it is one. */
  final SplitUnwrap unwrap = new SplitUnwrap(this);

  /** A reading that is left alone until a policy says otherwise. */
  public Reading(Rehearsals rehearsals) {
    this.rehearsals = rehearsals;
  }

  /** Whether this policy was not asked yet. */
  public boolean isDue(Policy current) {
    return policy != current;
  }

  /**
   * Takes what a policy says.
   *
   * @param rehearses whether a rule applies
   * @param maySplit whether the peer may split by itself: then a record after a single byte is no
   *     payload of its own
   */
  public void decided(Policy current, boolean rehearses, boolean maySplit) {
    policy = current;
    on = rehearses;
    peerMaySplit = maySplit;
  }

  /** Whether the next record is to be cut. */
  boolean isOn() {
    return on && !unfit;
  }

  /** Whether a record of this length is to be cut; asked once for each. */
  boolean cuts(int length) {
    boolean continues = afterOneByte && peerMaySplit;
    afterOneByte = length == 1;
    return isOn() && length > 1 && !continues;
  }

  /** What was read and not handed out yet, or null. */
  byte[] rest() {
    return rest;
  }

  /**
   * The application is given a first byte.
   *
   * @param who reads
   */
  void cut(byte[] remaining, Reader who) {
    pending = rehearsals.begin(who.name(), who.peer(), remaining.length + 1);
    rest = remaining;
  }

  /** The application is about to be given a first byte, and then all of the rest by the caller. */
  void began(int length, Reader who) {
    pending = rehearsals.begin(who.name(), who.peer(), length);
  }

  /** The application was given all: if it did nothing else in between, it has read on. */
  void ended() {
    end(Outcome.READ_ON);
  }

  /** The application was given the rest: from here on nothing may fail. */
  void readOn() {
    rest = null;
    hasReadOn = true;
  }

  /** Whether the application was not given all that was read. */
  public boolean isOwed() {
    return rest != null;
  }

  /** Tells that the application was given the rest, if it was just now. */
  public void tellReadOn() {
    if (hasReadOn) {
      hasReadOn = false;
      end(Outcome.READ_ON);
    }
  }

  /** The application skipped what it was not given yet: from now on it is left alone. */
  void isUnfit() {
    rest = null;
    unfit = true;
    end(Outcome.UNFIT);
  }

  /** The application's other threads may send one at any time. */
  @Override
  public void onWrite() {
    Rehearsals.Pending waiting = pending;
    if (waiting != null && waiting.isOfThisThread()) {
      end(Outcome.ANSWERED);
    }
  }

  @Override
  public void onClose() {
    end(Outcome.CLOSED);
  }

  private void end(Outcome outcome) {
    Rehearsals.Pending ended = pending;
    if (ended != null) {
      pending = null;
      rehearsals.end(ended, outcome);
    }
  }

  /**
   * A socket's record was read.
   *
   * @param plain its plaintext, from 0 to the position, where the first byte is left
   */
  public void read(ByteBuffer plain, Reader who) {
    int length = plain.position();
    if (cuts(length)) {
      byte[] remaining = new byte[length - 1];
      plain.position(1);
      plain.get(remaining);
      plain.position(length);
      cut(remaining, who);
      plain.position(1);
    }
  }

  /**
   * A socket wants the next record.
   *
   * @param buffer where it belongs
   * @return null if one has to be read; else the rest of the last one, in the buffer or a larger
   *     one
   */
  public ByteBuffer next(ByteBuffer buffer) {
    if (rest == null) {
      return null;
    }
    ByteBuffer plain = buffer.capacity() < rest.length ? ByteBuffer.allocate(rest.length) : buffer;
    plain.clear();
    plain.put(rest);
    readOn();
    return plain;
  }

  /** A stream's part of this; null as long as it has none. */
  StreamReads stream() {
    return stream;
  }

  /** Keeps a stream's part of this. */
  void stream(StreamReads reads) {
    stream = reads;
  }

  /** Keeps the end of what the application was not given yet. */
  void stillOwed(byte[] remaining) {
    rest = remaining;
  }

  /** The engine's part of this. */
  public SplitUnwrap unwrap() {
    return unwrap;
  }
}
