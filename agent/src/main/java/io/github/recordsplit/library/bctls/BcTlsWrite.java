package io.github.recordsplit.library.bctls;

import io.github.recordsplit.bridge.lang.RecordSplitDecision;
import io.github.recordsplit.connection.Connection;
import io.github.recordsplit.connection.ConnectionRegistry;
import io.github.recordsplit.library.unknown.Wrap;

/** One payload on its way, with all that is needed of the library to send it. */
final class BcTlsWrite {
  /** Under which it is written. */
  final Object lock;

  private final Object protocol;
  private final BcTlsReader library;
  private final BcMembers shape;
  private final Connection connection;
  private final BcPayloadState notes;

  BcTlsWrite(
      BcMembers.Shapes shapes, ConnectionRegistry connections, BcTlsReader library, Object protocol)
      throws IllegalAccessException {
    this.protocol = protocol;
    this.library = library;
    this.shape = shapes.get(protocol.getClass());
    this.connection = connections.connection(protocol);
    this.notes = (BcPayloadState) connection.notes;
    this.lock = shape.recordWriteLock == null ? connection : shape.recordWriteLock.get(protocol);
  }

  /** What it is written by; null if the library writes it. */
  BcPayload records(int length) throws IllegalAccessException {
    RecordSplitDecision action = isOpen() ? action(length) : RecordSplitDecision.LEAVE;
    tellOfApart(action, length);
    return isOwn(action) ? null : new BcPayload(shape, protocol, action);
  }

  /** The library's preview of it; null if that is for the library to make. */
  Object preview(int length) throws Throwable {
    if (!isOpen() || shape.blocking.getBoolean(protocol) || hasOutput()) {
      return null;
    }
    RecordSplitDecision action = decide(length);
    notes.promise(action, length);
    if (action == RecordSplitDecision.SPLIT_APART) {
      // Its caller comes back for what it does not take.
      return new BcPayload(shape, protocol, RecordSplitDecision.NEVER).preview(1);
    }
    return isOwn(action) ? null : new BcPayload(shape, protocol, action).preview(length);
  }

  /** A {@code wrap} begins: whether it is to take one byte of what it gathers. */
  boolean isApart(Wrap gathered) throws IllegalAccessException {
    synchronized (lock) {
      notes.wrap();
      int length = gathered.remaining();
      if (length < 2 || !isOpen()) {
        return false;
      }
      RecordSplitDecision action = decide(length);
      notes.promise(action, length);
      return action == RecordSplitDecision.SPLIT_APART;
    }
  }

  private boolean isOpen() throws IllegalAccessException {
    return shape.appDataReady.getBoolean(protocol) && !shape.closed.getBoolean(protocol);
  }

  private boolean hasOutput() throws Throwable {
    return (int) BcPayload.call(shape.getAvailableOutputBytes, protocol) > 0;
  }

  /** Whether the library does by itself what is due. */
  private boolean isOwn(RecordSplitDecision action) throws IllegalAccessException {
    return action == RecordSplitDecision.LEAVE
        || (action == RecordSplitDecision.NEVER && !shape.appDataSplitEnabled.getBoolean(protocol));
  }

  private RecordSplitDecision action(int length) throws IllegalAccessException {
    RecordSplitDecision action = notes.furtherPiece();
    if (action == null && isInOldWrap()) {
      return RecordSplitDecision.LEAVE;
    }
    if (action == null) {
      action = notes.promised(length);
      action = action == null ? decide(length) : action;
      notes.firstPiece(action);
      notes.restFollows(action == RecordSplitDecision.SPLIT_APART && length == 1);
    }
    notes.sending(shape.writeCipher.get(shape.recordStream.get(protocol)));
    return action;
  }

  /**
   * Whether its engine was in the middle of a {@code wrap} when that was woven: it knows how much
   * room there is, and may have written a part of the payload.
   */
  private boolean isInOldWrap() throws IllegalAccessException {
    return connection.isLate()
        && !notes.isTold()
        && !shape.blocking.getBoolean(protocol)
        && library.isOfEngine(protocol);
  }

  /** Who takes the output by himself takes both records, but by a preview: an engine does. */
  private void tellOfApart(RecordSplitDecision action, int length) throws IllegalAccessException {
    if (action == RecordSplitDecision.SPLIT_APART
        && length > 1
        && !shape.blocking.getBoolean(protocol)) {
      connection.cannot(action, "who uses bctls takes both records from it");
    }
  }

  private RecordSplitDecision decide(int length) throws IllegalAccessException {
    if (notes.restFollows()) {
      return RecordSplitDecision.NEVER;
    }
    Object stream = shape.recordStream.get(protocol);
    Object cipher = shape.writeCipher.get(stream);
    boolean tls11Plus = shape.version(stream) > BcTlsReader.TLS10;
    return connection.onPayload(
        length, tls11Plus, BcTlsReader.isCbc(cipher), notes.isFirst(cipher));
  }
}
