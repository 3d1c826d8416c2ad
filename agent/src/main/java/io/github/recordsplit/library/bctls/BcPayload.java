package io.github.recordsplit.library.bctls;

import io.github.recordsplit.bridge.lang.RecordSplitDecision;
import io.github.recordsplit.connection.PayloadFacts;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;

/**
 * Writes payloads through bctls's own record layer, cut as a decision says: what {@code
 * writeApplicationData} does between its lock and its end, but for the place of the cut.
 */
final class BcPayload {
  static final short APPLICATION_DATA = 23;

  /** Length of a TLS 1.3 KeyUpdate message, header included, in bytes (RFC 8446, 4.6.3). */
  private static final int KEY_UPDATE = 5;

  private final BcMembers shape;
  private final Object protocol;
  private final Object stream;
  private final int limit;
  private final boolean split;
  private final OutputStream transport;
  private final JoiningOutputStream held;

  /**
   * Prepares one payload: nothing is sent or changed yet.
   *
   * @param action of {@link PayloadFacts}: whether it is cut after its first byte, of 2 or more
   */
  BcPayload(BcMembers shape, Object protocol, RecordSplitDecision action)
      throws IllegalAccessException {
    this.shape = shape;
    this.protocol = protocol;
    this.split = action.splits();
    stream = shape.recordStream.get(protocol);
    limit = shape.plaintextLimit.getInt(stream);
    transport = (OutputStream) shape.output.get(stream);
    boolean joined = action == RecordSplitDecision.SPLIT && shape.blocking.getBoolean(protocol);
    held = joined ? new JoiningOutputStream(transport) : null;
  }

  /** Writes it; with a blocking transport the first two records of a split one leave together. */
  void write(byte[] data, int offset, int length) throws Throwable {
    if (held == null) {
      records(data, offset, length);
      return;
    }
    shape.output.set(stream, held);
    boolean done = false;
    try {
      records(data, offset, length);
      done = true;
    } finally {
      restore(done);
    }
  }

  private void records(byte[] data, int offset, int length) throws Throwable {
    int next = split ? 1 : Math.min(limit, length);
    for (int at = 0; at < length; next = Math.min(limit, length - at)) {
      if (shape.closed.getBoolean(protocol)) {
        throw new IOException("Cannot write application data on closed/failed TLS connection");
      }
      updateKeys();
      call(shape.safeWriteRecord, protocol, APPLICATION_DATA, data, offset + at, next);
      at += next;
    }
  }

  /** The library may have failed: then its exception is the one that counts. */
  private void restore(boolean done) throws Throwable {
    if (shape.output.get(stream) == held) {
      shape.output.set(stream, transport);
    }
    try {
      held.release();
    } catch (IOException e) {
      if (done) {
        throw e;
      }
    }
  }

  private void updateKeys() throws Throwable {
    if (updatesKeys()) {
      boolean asked = shape.keyUpdatePendingSend.getBoolean(protocol);
      call(shape.send13KeyUpdate, protocol, !asked);
    }
  }

  private boolean updatesKeys() throws Throwable {
    return shape.keyUpdateEnabled != null
        && shape.keyUpdateEnabled.getBoolean(protocol)
        && (shape.keyUpdatePendingSend.getBoolean(protocol)
            || (boolean) call(shape.needsKeyUpdate, stream));
  }

  /** What {@link #write} would produce of as much as fits: a {@code RecordPreview}. */
  Object preview(int length) throws Throwable {
    Object preview =
        split ? call(shape.combineAppData, null, record(1), record(length - 1)) : record(length);
    if (!updatesKeys()) {
      return preview;
    }
    Object size = call(shape.previewOutputRecordSize, stream, KEY_UPDATE);
    return call(shape.extendRecordSize, null, preview, size);
  }

  private Object record(int length) throws Throwable {
    return call(shape.previewOutputRecord, stream, length);
  }

  /** Calls a method of the library; what it throws is the application's to see. */
  static Object call(Method method, Object object, Object... arguments) throws Throwable {
    try {
      return method.invoke(object, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }
}
