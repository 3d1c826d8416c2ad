package io.github.recordsplit.bridge.lang;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import javax.net.ssl.SSLException;

/**
 * What the woven code of SunJSSE calls where payloads leave, and that of all TLS libraries where
 * connections are made.
 *
 * <p>Every error of the agent ends here: before a payload's first byte is encrypted the payload
 * goes out as the TLS library would send it, after it both records still go out.
 */
public final class RecordSplitBridge {
  /** What the exception says of a payload that must not go out. */
  public static final String REFUSED =
      "recordsplit: this payload should be split and cannot be (on-failure=refuse)";

  private static final RecordSplitHooks HOOKS = RecordSplitHandOver.take();

  /** Whether any payload had to leave apart, so that engines need to ask; never false again. */
  private static boolean apart;

  /** Room for headers, IVs, MACs and padding of both records, in bytes (RFC 5246, 6.2.3). */
  private static final int OVERHEAD = 768;

  private static final int MAX_FRAGMENT = 16384;

  /**
   * No record of one byte is longer, in bytes: 85 with an explicit IV and HMAC-SHA384 (RFC 5246,
   * 6.2.3.2). A longer one is not the first of a pair, so that no connection needs to be asked.
   */
  private static final int LONGEST_OF_ONE_BYTE = 112;

  private static final int TLS11 = 0x0302;

  private RecordSplitBridge() {}

  /**
   * Decides on a payload.
   *
   * @param record the record layer's object
   * @param length payload bytes, 1 or more
   * @throws SSLException if the payload should be split, cannot be, and the operator asked for
   *     {@code on-failure=refuse}
   */
  private static RecordSplitDecision onPayload(
      Object record, int length, boolean tls11Plus, boolean cbc, boolean first)
      throws SSLException {
    RecordSplitDecision decision;
    try {
      decision = HOOKS.connection(record).onPayload(length, tls11Plus, cbc, first);
    } catch (Throwable t) {
      decision = onFailure(t);
    }
    if (decision == RecordSplitDecision.REFUSE) {
      throw new SSLException(REFUSED);
    }
    if (decision == RecordSplitDecision.SPLIT_APART) {
      apart = true;
    }
    return decision;
  }

  private static boolean needsSplit(boolean own, RecordSplitDecision decision) {
    return decision == RecordSplitDecision.LEAVE ? own : decision.splits();
  }

  /**
   * In place of what a socket decides by itself. Its method cuts a payload into all its records,
   * and asks again before each of them until one was split.
   *
   * @param left bytes of the payload that are not encrypted yet
   */
  public static boolean needsSplit(
      boolean own,
      Object record,
      int left,
      int length,
      boolean tls11Plus,
      boolean cbc,
      boolean first)
      throws SSLException {
    return left == length
        ? needsSplit(own, onPayload(record, length, tls11Plus, cbc, first))
        : own && decision(record) == RecordSplitDecision.LEAVE;
  }

  /** What was decided on the payload that is going out. */
  private static RecordSplitDecision decision(Object record) {
    try {
      return HOOKS.connection(record).decision();
    } catch (Throwable t) {
      return onFailure(t);
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
    RecordSplitDecision decision = onPayload(record, payload, tls11Plus, cbc, first);
    return decision != RecordSplitDecision.SPLIT_APART && needsSplit(own, decision);
  }

  /** How many bytes an engine's next record takes, which is fewer if its payload leaves apart. */
  public static int unlessApart(int length, int ifApart, Object record) {
    return apart && length > ifApart && !takesAll(record) ? ifApart : length;
  }

  private static boolean takesAll(Object record) {
    try {
      return HOOKS.connection(record).takesAll();
    } catch (Throwable t) {
      RecordSplitDecision unused = onFailure(t);
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
    return needsSplit(own, onPayload(record, 2, version >= TLS11, cbc, first));
  }

  /** Whether that SunJSSE sends the first record at once, as it does if TCP_NODELAY is on. */
  public static boolean sendsAtOnce(boolean noDelay, Object record) {
    RecordSplitDecision decision =
        noDelay || apart ? decision(record) : RecordSplitDecision.SPLIT;
    return decision == RecordSplitDecision.SPLIT_APART
        || (noDelay && decision != RecordSplitDecision.SPLIT);
  }

  /** Grows the record buffer so that both records fit and {@link #write} need not allocate. */
  public static byte[] reserve(boolean split, byte[] buffer, int length) {
    int needed = Math.min(length, MAX_FRAGMENT) + OVERHEAD;
    byte[] larger = split && buffer.length < needed ? allocate(needed) : null;
    return larger == null ? buffer : larger;
  }

  /**
   * In place of the record layer's {@code write}: holds the first record of a split payload and
   * sends it together with the second.
   *
   * @param left bytes of the payload before this record was made of some of them
   * @param payload bytes of the whole payload
   */
  public static void write(
      OutputStream transport,
      byte[] buffer,
      int offset,
      int length,
      Object record,
      int left,
      int payload)
      throws IOException {
    if (mayBeHeld(length, left, payload)) {
      if (hold(record, buffer, offset, length)) {
        return;
      }
    } else if (left == payload - 1) {
      byte[] held = release(record);
      if (held != null) {
        writeTogether(transport, held, buffer, offset, length);
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
  public static void flush(OutputStream transport, int length, Object record, int left, int payload)
      throws IOException {
    if (!mayBeHeld(length, left, payload) || !isHolding(record)) {
      transport.flush();
    }
  }

  private static boolean mayBeHeld(int length, int left, int payload) {
    return left == payload && payload > 1 && length <= LONGEST_OF_ONE_BYTE;
  }

  private static boolean hold(Object record, byte[] buffer, int offset, int length) {
    try {
      RecordSplitConnection connection = HOOKS.connection(record);
      if (connection.decision() != RecordSplitDecision.SPLIT) {
        return false;
      }
      byte[] unused =
          connection.exchangeHeld(Arrays.copyOfRange(buffer, offset, offset + length));
      return true;
    } catch (Throwable t) {
      RecordSplitDecision unused = onFailure(t);
      return false;
    }
  }

  private static boolean isHolding(Object record) {
    try {
      return HOOKS.connection(record).isHolding();
    } catch (Throwable t) {
      RecordSplitDecision unused = onFailure(t);
      return false;
    }
  }

  /**
   * Gives the record that is held. Its successor must not leave without it, so a failure is met by
   * a second try: by then no heap or stack may be wanted.
   */
  private static byte[] release(Object record) throws SSLException {
    try {
      return HOOKS.connection(record).exchangeHeld(null);
    } catch (Throwable t) {
      RecordSplitDecision unused = onFailure(t);
    }
    try {
      return HOOKS.connection(record).exchangeHeld(null);
    } catch (Throwable t) {
      throw new SSLException("recordsplit: the first record of this payload is lost", t);
    }
  }

  private static void writeTogether(
      OutputStream transport, byte[] held, byte[] buffer, int offset, int length)
      throws IOException {
    int total = held.length + length;
    byte[] both = total <= buffer.length ? buffer : allocate(total);
    if (both == null) {
      transport.write(held, 0, held.length);
      transport.write(buffer, offset, length);
      return;
    }
    System.arraycopy(buffer, offset, both, held.length, length);
    System.arraycopy(held, 0, both, 0, held.length);
    transport.write(both, 0, total);
  }

  private static byte[] allocate(int length) {
    try {
      return new byte[length];
    } catch (OutOfMemoryError e) {
      return null;
    }
  }

  /** A connection's record layer was made. */
  public static void connectionMade(Object owner, Object record) {
    try {
      HOOKS.connectionMade(owner, record);
    } catch (Throwable t) {
      RecordSplitDecision unused = onFailure(t);
    }
  }

  /** A connection's handshake is finished. */
  public static void handshakeFinished(Object owner, Object record) {
    try {
      HOOKS.handshakeFinished(owner, record);
    } catch (Throwable t) {
      RecordSplitDecision unused = onFailure(t);
    }
  }

  /** An engine or a socket of any TLS library is being made. */
  public static void transportMade(Object engineOrSocket) {
    try {
      HOOKS.transportMade(engineOrSocket);
    } catch (Throwable t) {
      RecordSplitDecision unused = onFailure(t);
    }
  }

  /** An application has bound or unbound a value of its session. */
  public static void sessionValueChanged(String name) {
    try {
      if ("recordsplit".equals(name)) {
        HOOKS.flagChanged();
      }
    } catch (Throwable t) {
      RecordSplitDecision unused = onFailure(t);
    }
  }

  /** A factory has put a socket over another one, for a site that may be behind a proxy. */
  public static void socketLayered(Object socket, Object below, String host, int port) {
    try {
      HOOKS.socketLayered(socket, below, host, port);
    } catch (Throwable t) {
      RecordSplitDecision unused = onFailure(t);
    }
  }

  private static RecordSplitDecision onFailure(Throwable t) {
    try {
      return HOOKS.onPayloadFailure(t);
    } catch (Throwable worse) {
      return RecordSplitDecision.LEAVE; // no stack or no heap is left to say so
    }
  }
}
