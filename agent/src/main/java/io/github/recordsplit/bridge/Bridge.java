package io.github.recordsplit.bridge;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.IntBinaryOperator;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLException;

/**
 * What woven code calls. This class is never used under this name: {@link BridgeInjector} renames
 * it into {@code java.lang}, the one package that every class loader delegates, so it may name JDK
 * types only and holds the agent behind JDK interfaces.
 *
 * <p>Every error of the agent ends here: before a payload's first byte is encrypted the payload
 * goes out as the TLS library would send it, after it both records still go out.
 */
public final class Bridge implements Consumer<Object[]> {
  /** The TLS library behaves as if there were no agent. */
  public static final int LEAVE = 0;

  /** The payload goes out whole, the library's own countermeasure included. */
  public static final int NEVER = 1;

  /** The payload goes out as 1 byte and the rest. */
  public static final int SPLIT = 2;

  /** The same, and the two records leave apart: in two writes, or by two {@code wrap}s. */
  public static final int SPLIT_APART = 3;

  /** The payload must not go out, because it should be split and cannot be. */
  public static final int REFUSE = 4;

  /** Bit of a payload's facts: the negotiated protocol is TLS 1.1 or later. */
  public static final int TLS11_PLUS = 1;

  /** Bit of a payload's facts: the negotiated cipher suite encrypts in CBC mode. */
  public static final int CBC = 2;

  /** Bit of a payload's facts: nothing went out yet under the current write cipher. */
  public static final int FIRST = 4;

  /** What the exception says of a payload that must not go out. */
  public static final String REFUSED =
      "recordsplit: this payload should be split and cannot be (on-failure=refuse)";

  /** In place of facts: what was decided on the payload that is going out. */
  public static final int SAME_PAYLOAD = -1;

  /** In place of facts: whether the first record of that payload is held, 1 or 0. */
  public static final int HOLDS = -2;

  /** In place of facts: whether that payload leaves in one, 1 or 0; if not, its rest comes next. */
  public static final int TOGETHER = -3;

  /** A method of bctls is entered that writes a payload. */
  public static final String BC_WRITE = "bc.write";

  /** The same, that tells how long a payload's records will be. */
  public static final String BC_PREVIEW = "bc.preview";

  /** The same, of an engine that is given a payload. */
  public static final String BC_WRAP = "bc.wrap";

  /** The same, that makes a socket or an engine. */
  public static final String BC_TRANSPORT = "bc.transport";

  /** The same, that makes a protocol. */
  public static final String BC_PROTOCOL = "bc.protocol";

  /** The same, at the end of a handshake. */
  public static final String BC_SHAKEN = "bc.shaken";

  /**
   * From the record layer's object to its connection, which is a {@code UnaryOperator<byte[]>} too:
   * it takes a record to hold, or null, and gives the one that it held.
   */
  private static volatile Function<Object, IntBinaryOperator> connections;

  /** Takes a connection's owner and its record layer's object when they are made. */
  private static volatile BiConsumer<Object, Object> created;

  /** Takes a connection's owner and its record layer's object when its handshake is finished. */
  private static volatile BiConsumer<Object, Object> shaken;

  /** Takes the name of a value that an application bound to its session or unbound from it. */
  private static volatile Consumer<Object> sessionValue;

  /** Takes an engine or a socket when the constructor that all of them share is called. */
  private static volatile Consumer<Object> born;

  /** Takes the agent's own failures and answers what the payload should become. */
  private static volatile Function<Throwable, Integer> failed;

  /**
   * Takes an entered method of a library outside the JDK: which (the constants from {@link
   * #BC_WRITE} on), the object, the parameters; answers in its place, or null.
   */
  private static volatile Function<Object[], Object> entered;

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

  /** Made once, only to be given the slots: that needs no reflection on fields. */
  public Bridge() {}

  /**
   * Connects woven code to the agent, before anything is woven.
   *
   * @param slots connections, created, sessionValue, failed, entered, born, shaken
   */
  @Override
  @SuppressWarnings("unchecked")
  public void accept(Object[] slots) {
    connections = (Function<Object, IntBinaryOperator>) slots[0];
    created = (BiConsumer<Object, Object>) slots[1];
    sessionValue = (Consumer<Object>) slots[2];
    failed = (Function<Throwable, Integer>) slots[3];
    entered = (Function<Object[], Object>) slots[4];
    born = (Consumer<Object>) slots[5];
    shaken = (BiConsumer<Object, Object>) slots[6];
  }

  /**
   * Decides on a payload.
   *
   * @param record the record layer's object
   * @param length payload bytes, 1 or more
   * @return {@link #LEAVE}, {@link #NEVER}, {@link #SPLIT} or {@link #SPLIT_APART}
   * @throws SSLException if the payload should be split, cannot be, and the operator asked for
   *     {@code on-failure=refuse}
   */
  public static int onPayload(
      Object record, int length, boolean tls11Plus, boolean cbc, boolean first)
      throws SSLException {
    int answer;
    try {
      int facts = (tls11Plus ? TLS11_PLUS : 0) | (cbc ? CBC : 0) | (first ? FIRST : 0);
      answer = connections.apply(record).applyAsInt(length, facts);
    } catch (Throwable t) {
      answer = onFailure(t);
    }
    if (answer == REFUSE) {
      throw new SSLException(REFUSED);
    }
    if (answer == SPLIT_APART) {
      apart = true;
    }
    return answer;
  }

  private static boolean needsSplit(boolean own, int decision) {
    return decision == LEAVE ? own : decision >= SPLIT;
  }

  /**
   * {@link #onPayload} for a socket, whose method cuts a payload into all its records, and asks
   * again before each of them until one was split.
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
        : own && ask(record, SAME_PAYLOAD) == LEAVE;
  }

  /** Asks about the payload that is going out. */
  private static int ask(Object record, int what) {
    try {
      return connections.apply(record).applyAsInt(0, what);
    } catch (Throwable t) {
      return onFailure(t);
    }
  }

  /** {@link #onPayload} for an engine: one {@code wrap} makes one pair, or one record of it. */
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
    int decision = onPayload(record, payload, tls11Plus, cbc, first);
    return decision != SPLIT_APART && needsSplit(own, decision);
  }

  /** How many bytes an engine's next record takes, which is fewer if its payload leaves apart. */
  public static int unlessApart(int length, int ifApart, Object record) {
    return apart && length > ifApart && ask(record, TOGETHER) != 1 ? ifApart : length;
  }

  /**
   * {@link #onPayload} for the SunJSSE of old JDKs, which never makes an empty record and does not
   * tell the length where it asks.
   *
   * @param version the negotiated protocol's number, as in a record's header
   */
  public static boolean needsSplit(
      boolean own, Object record, int version, boolean cbc, boolean first) throws SSLException {
    return needsSplit(own, onPayload(record, 2, version >= TLS11, cbc, first));
  }

  /** Whether that SunJSSE sends the first record at once, as it does if TCP_NODELAY is on. */
  public static boolean sendsAtOnce(boolean noDelay, Object record) {
    int decision = noDelay || apart ? ask(record, SAME_PAYLOAD) : SPLIT;
    return decision == SPLIT_APART || (noDelay && decision != SPLIT);
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
    if (!mayBeHeld(length, left, payload) || ask(record, HOLDS) != 1) {
      transport.flush();
    }
  }

  private static boolean mayBeHeld(int length, int left, int payload) {
    return left == payload && payload > 1 && length <= LONGEST_OF_ONE_BYTE;
  }

  private static boolean hold(Object record, byte[] buffer, int offset, int length) {
    try {
      IntBinaryOperator connection = connections.apply(record);
      if (connection.applyAsInt(0, SAME_PAYLOAD) != SPLIT) {
        return false;
      }
      exchange(connection, Arrays.copyOfRange(buffer, offset, offset + length));
      return true;
    } catch (Throwable t) {
      onFailure(t);
      return false;
    }
  }

  @SuppressWarnings("unchecked")
  private static byte[] exchange(IntBinaryOperator connection, byte[] record) {
    return ((UnaryOperator<byte[]>) connection).apply(record);
  }

  /**
   * Gives the record that is held. Its successor must not leave without it, so a failure is met by
   * a second try: by then no heap or stack may be wanted.
   */
  private static byte[] release(Object record) throws SSLException {
    try {
      return exchange(connections.apply(record), null);
    } catch (Throwable t) {
      onFailure(t);
    }
    try {
      return exchange(connections.apply(record), null);
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
  public static void onCreated(Object owner, Object record) {
    try {
      created.accept(owner, record);
    } catch (Throwable t) {
      onFailure(t);
    }
  }

  /** A connection's handshake is finished. */
  public static void onShaken(Object owner, Object record) {
    try {
      shaken.accept(owner, record);
    } catch (Throwable t) {
      onFailure(t);
    }
  }

  /** An engine or a socket of any TLS library is being made. */
  public static void onBorn(Object engineOrSocket) {
    try {
      born.accept(engineOrSocket);
    } catch (Throwable t) {
      onFailure(t);
    }
  }

  /** An application is binding or unbinding a value of its session. */
  public static void onSessionValue(String name) {
    try {
      if ("recordsplit".equals(name)) {
        sessionValue.accept(name);
      }
    } catch (Throwable t) {
      onFailure(t);
    }
  }

  /** bctls: {@code TlsProtocol.writeApplicationData} begins; true if the payload is written. */
  public static boolean onBcWrite(Object protocol, byte[] data, int offset, int length) {
    return entered.apply(new Object[] {BC_WRITE, protocol, data, offset, length}) != null;
  }

  /** bctls: {@code TlsProtocol.previewOutputRecord} begins; its answer, or null. */
  public static Object onBcPreview(Object protocol, int length) {
    return entered.apply(new Object[] {BC_PREVIEW, protocol, length});
  }

  /** bctls: {@code ProvSSLEngine.wrap} begins, where it writes each source; its result, or null. */
  public static Object onBcWrap(
      Object engine, ByteBuffer[] from, int at, int count, ByteBuffer to) {
    return entered.apply(new Object[] {BC_WRAP, engine, from, at, count, to});
  }

  /** bctls: a socket or engine of the provider is being made. */
  public static void onBcTransport(Object transport) {
    Object unused = entered.apply(new Object[] {BC_TRANSPORT, transport});
  }

  /** bctls: a protocol is being made. */
  public static void onBcProtocol(Object protocol) {
    Object unused = entered.apply(new Object[] {BC_PROTOCOL, protocol});
  }

  /** bctls: a protocol's handshake is being completed. */
  public static void onBcShaken(Object protocol) {
    Object unused = entered.apply(new Object[] {BC_SHAKEN, protocol});
  }

  private static int onFailure(Throwable t) {
    try {
      return failed.apply(t);
    } catch (Throwable worse) {
      return LEAVE; // no stack or no heap is left to say so
    }
  }
}
