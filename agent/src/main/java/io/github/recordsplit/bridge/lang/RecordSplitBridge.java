package io.github.recordsplit.bridge.lang;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import javax.net.ssl.SSLException;

/**
 * What the woven code of SunJSSE calls where payloads leave.
 *
 * <p>Every error of the agent ends here: before a payload's first byte is encrypted the payload
 * goes out as the TLS library would send it, after it both records still go out.
 */
public final class RecordSplitBridge {
  /** What the exception says of a payload that must not go out. */
  public static final String REFUSED =
      "recordsplit: this payload should be split and cannot be (on-failure=refuse)";

  private static final RecordSplitHooks HOOKS = RecordSplitAgent.HOOKS;

  /** Whether any payload had to leave apart, so that engines need to ask; never false again. */
  private static boolean apart;

  private static final int TLS11 = 0x0302;

  private RecordSplitBridge() {}

  /**
   * A socket's method, which cuts a payload into all its records, is about to make one of them:
   * decides on the payload before the first.
   *
   * @param known what this has answered before the record before
   * @param record the record layer's object
   * @param left bytes of the payload that are not encrypted yet
   * @param length payload bytes, 1 or more
   * @return the payload's connection; null where the agent failed, so that the library decides
   * @throws SSLException if the payload should be split, cannot be, and the operator asked for
   *     {@code on-failure=refuse}
   */
  public static RecordSplitConnection onPayload(
      RecordSplitConnection known,
      Object record,
      int left,
      int length,
      boolean tls11Plus,
      boolean cbc,
      boolean first)
      throws SSLException {
    if (left != length) {
      return known;
    }
    RecordSplitConnection connection = null;
    RecordSplitDecision decision;
    try {
      connection = HOOKS.connection(record);
      decision = connection.onPayload(length, tls11Plus, cbc, first);
    } catch (Throwable t) {
      connection = null;
      decision = RecordSplitAgent.onFailure(t);
    }
    refuseIfDue(decision);
    return connection;
  }

  private static void refuseIfDue(RecordSplitDecision decision) throws SSLException {
    if (decision == RecordSplitDecision.REFUSE) {
      throw new SSLException(REFUSED);
    }
    if (decision == RecordSplitDecision.SPLIT_APART) {
      apart = true;
    }
  }

  /**
   * In place of its own decision, before each record until one was split.
   *
   * @param payload what {@link #onPayload} has answered
   */
  public static boolean needsSplit(boolean own, RecordSplitConnection payload, int left, int length)
      throws SSLException {
    RecordSplitDecision decision = decision(payload);
    if (left != length) {
      return own && decision == RecordSplitDecision.LEAVE;
    }
    refuseIfDue(decision);
    return needsSplit(own, decision);
  }

  private static boolean needsSplit(boolean own, RecordSplitDecision decision) {
    return decision == RecordSplitDecision.LEAVE ? own : decision.splits();
  }

  /** What was decided on the payload that is going out. */
  private static RecordSplitDecision decision(RecordSplitConnection payload) {
    try {
      return payload == null ? RecordSplitDecision.LEAVE : payload.decision();
    } catch (Throwable t) {
      return RecordSplitAgent.onFailure(t);
    }
  }

  /** The same of an engine: one {@code wrap} makes one pair, or one record of it. */
  public static boolean needsSplit(
      boolean own,
      Object record,
      ByteBuffer[] sources,
      int offset,
      int length,
      boolean tls11Plus,
      boolean cbc,
      boolean first)
      throws SSLException {
    int payload = 0;
    for (int i = offset; i < offset + length && payload < 2; i++) {
      payload += sources[i].remaining();
    }
    RecordSplitDecision decision = decided(record, payload, tls11Plus, cbc, first);
    return decision != RecordSplitDecision.SPLIT_APART && needsSplit(own, decision);
  }

  private static RecordSplitDecision decided(
      Object record, int length, boolean tls11Plus, boolean cbc, boolean first)
      throws SSLException {
    return decision(onPayload(null, record, length, length, tls11Plus, cbc, first));
  }

  /** How many bytes an engine's next record takes, which is fewer if its payload leaves apart. */
  public static int unlessApart(int length, int ifApart, Object record) {
    return apart && length > ifApart && !takesAll(record) ? ifApart : length;
  }

  private static boolean takesAll(Object record) {
    try {
      return HOOKS.connection(record).takesAll();
    } catch (Throwable t) {
      RecordSplitDecision unused = RecordSplitAgent.onFailure(t);
      return false;
    }
  }

  /**
   * The same of the SunJSSE of old JDKs, which never makes an empty record and does not tell the
   * length where it asks.
   *
   * @param version the negotiated protocol's number, as in a record's header
   */
  public static boolean needsSplit(
      boolean own, Object record, int version, boolean cbc, boolean first) throws SSLException {
    return needsSplit(own, decided(record, 2, version >= TLS11, cbc, first));
  }

  /** Whether that SunJSSE sends the first record at once, as it does if TCP_NODELAY is on. */
  public static boolean sendsAtOnce(boolean noDelay, Object record) {
    RecordSplitDecision decision = RecordSplitDecision.SPLIT;
    try {
      decision = noDelay || apart ? HOOKS.connection(record).decision() : decision;
    } catch (Throwable t) {
      decision = RecordSplitAgent.onFailure(t);
    }
    return decision == RecordSplitDecision.SPLIT_APART
        || (noDelay && decision != RecordSplitDecision.SPLIT);
  }

  /** Grows the record buffer so that both records fit and {@link #write} need not allocate. */
  public static byte[] reserve(boolean split, byte[] buffer, int length) {
    return split ? RecordSplitPair.bufferOf(length, buffer) : buffer;
  }

  /**
   * In place of the record layer's {@code write}: holds the first record of a split payload and
   * sends it together with the second.
   *
   * @param left bytes of the payload before this record was made of some of them
   * @param whole bytes of the payload
   */
  public static void write(
      OutputStream transport,
      byte[] buffer,
      int offset,
      int length,
      RecordSplitConnection payload,
      int left,
      int whole)
      throws IOException {
    if (mayBeHeld(length, left, whole)) {
      if (hold(payload, buffer, offset, length, whole)) {
        return;
      }
    } else if (left == whole - 1) {
      byte[] held = payload == null ? null : release(payload);
      if (held != null) {
        RecordSplitPair.write(transport, held, buffer, offset, length);
        return;
      }
    }
    transport.write(buffer, offset, length);
  }

  /**
   * In place of the record layer's {@code flush}: nothing to flush while a record is held.
   *
   * @param length of the record, in bytes
   */
  public static void flush(
      OutputStream transport, int length, RecordSplitConnection payload, int left, int whole)
      throws IOException {
    if (!mayBeHeld(length, left, whole) || !isHolding(payload)) {
      transport.flush();
    }
  }

  private static boolean mayBeHeld(int length, int left, int whole) {
    return left == whole && whole > 1 && length <= RecordSplitPair.LONGEST_OF_ONE_BYTE;
  }

  private static boolean hold(
      RecordSplitConnection payload, byte[] buffer, int offset, int length, int whole) {
    try {
      if (payload == null || payload.decision() != RecordSplitDecision.SPLIT) {
        return false;
      }
      byte[] unused = payload.exchangeHeld(RecordSplitPair.aside(buffer, offset, length, whole));
      return true;
    } catch (Throwable t) {
      RecordSplitDecision unused = RecordSplitAgent.onFailure(t);
      return false;
    }
  }

  private static boolean isHolding(RecordSplitConnection payload) {
    try {
      return payload != null && payload.isHolding();
    } catch (Throwable t) {
      RecordSplitDecision unused = RecordSplitAgent.onFailure(t);
      return false;
    }
  }

  /**
   * Gives the record that is held. Its successor must not leave without it, so a failure is met by
   * a second try: by then no heap or stack may be wanted.
   */
  private static byte[] release(RecordSplitConnection payload) throws SSLException {
    try {
      return payload.exchangeHeld(null);
    } catch (Throwable t) {
      RecordSplitDecision unused = RecordSplitAgent.onFailure(t);
    }
    try {
      return payload.exchangeHeld(null);
    } catch (Throwable t) {
      throw new SSLException("recordsplit: the first record of this payload is lost", t);
    }
  }
}
