package io.github.recordsplit.library.bctls;

import io.github.recordsplit.bridge.Bridge;
import io.github.recordsplit.bridge.BridgeInjector;
import io.github.recordsplit.connection.Connection;
import io.github.recordsplit.connection.ConnectionContext;
import io.github.recordsplit.connection.ConnectionRegistry;
import io.github.recordsplit.library.unknown.Wrap;
import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;

/**
 * BouncyCastle's bctls, below its JSSE provider and as the bare protocol API. Woven code enters
 * here at the start of the library's methods; an answer other than null stands for the method's.
 *
 * <p>Payloads are written inside the library's own {@code recordWriteLock}. What the library throws
 * goes to the application; an error of the agent leaves the payload to the library.
 */
public final class BcTls implements Function<Object[], Object> {
  private final BcMembers.Shapes shapes;
  private final ConnectionRegistry connections;
  private final BcTlsReader library;
  private final Function<Throwable, Integer> failed;
  private volatile List<String> asked = Collections.emptyList();

  /**
   * Makes the agent's side of all copies of bctls.
   *
   * @param failed takes failures of the agent and answers {@link Bridge#LEAVE} or {@link
   *     Bridge#REFUSE}
   */
  public BcTls(
      ConnectionContext control, BridgeInjector opener, Function<Throwable, Integer> failed) {
    this.shapes = new BcMembers.Shapes(opener);
    this.library = new BcTlsReader(shapes, opener);
    this.connections = new ConnectionRegistry(control, library);
    this.failed = failed;
  }

  /** Takes the name of a moment and its objects, as {@link Bridge} passes them. */
  @Override
  public Object apply(Object[] call) {
    switch ((String) call[0]) {
      case Bridge.BC_WRITE:
        return write(call[1], (byte[]) call[2], (int) call[3], (int) call[4]);
      case Bridge.BC_PREVIEW:
        return preview(call[1], (int) call[2]);
      case Bridge.BC_WRAP:
        return wrap((SSLEngine) call[1], call);
      default:
        notice((String) call[0], call[1]);
        return null;
    }
  }

  private void notice(String moment, Object object) {
    try {
      switch (moment) {
        case Bridge.BC_TRANSPORT:
          library.created(object);
          break;
        case Bridge.BC_SHAKEN:
          shaken(connections.apply(object), object);
          break;
        default:
          connections.accept(object, object);
      }
    } catch (Throwable t) {
      int unused = failed.apply(t); // a payload may be refused, a connection may not
    }
  }

  private Object write(Object protocol, byte[] data, int offset, int length) {
    // What the library refuses or ignores is its own business.
    if (data == null || offset < 0 || length <= 0 || data.length - offset < length) {
      return null;
    }
    Payload payload = payload(protocol);
    if (payload == null) {
      return null;
    }
    synchronized (payload.lock) {
      return payload.write(data, offset, length);
    }
  }

  private Object preview(Object protocol, int length) {
    Payload payload = length <= 0 ? null : payload(protocol);
    if (payload == null) {
      return null;
    }
    synchronized (payload.lock) {
      return payload.preview(length);
    }
  }

  public BcTlsReader library() {
    return library;
  }

  /** The connection of a handshake, by its {@code ProvTlsClient} or {@code ProvTlsServer}. */
  public Connection connectionOf(Object peer) throws ReflectiveOperationException {
    return connections.apply(library.protocolOfPeer(peer));
  }

  public Connection connection(Object protocol) {
    return connections.apply(protocol);
  }

  /** One that writes each source by itself: what it gathers is one payload. */
  private Object wrap(SSLEngine engine, Object[] call) {
    Wrap gathered = new Wrap(engine, call[2], (int) call[3], (int) call[4], (ByteBuffer) call[5]);
    try {
      Object protocol = library.protocolOf(engine);
      if (protocol == null || !gathered.isProper() || !new Payload(protocol).isApart(gathered)) {
        return null;
      }
    } catch (Throwable t) {
      failed(t);
      return null;
    }
    try {
      return gathered.part(1, (ByteBuffer) call[5]);
    } catch (SSLException e) {
      sneak(e);
      return null;
    }
  }

  /** A server is asked for few names by many: equal ones are kept once. */
  private void shaken(Connection connection, Object protocol) throws ReflectiveOperationException {
    connection.shaken();
    List<String> names;
    try {
      names = library.askedOf(protocol);
    } catch (NoSuchMethodException e) {
      return; // bctls before TLS 1.3 keeps none
    }
    if (!names.equals(asked)) {
      asked = names;
    }
    ((BcPayloadState) connection.notes).asked(asked);
  }

  private Payload payload(Object protocol) {
    try {
      return new Payload(protocol);
    } catch (Throwable t) {
      failed(t);
      return null;
    }
  }

  private int failed(Throwable t) {
    int answer = failed.apply(t);
    if (answer == Bridge.REFUSE) {
      sneak(new SSLException(Bridge.REFUSED));
    }
    return answer;
  }

  /** Throws what the woven method declares, or what its library let through. */
  @SuppressWarnings("unchecked")
  private static <T extends Throwable> void sneak(Throwable t) throws T {
    throw (T) t;
  }

  /** One payload on its way, with all that is needed of the library to send it. */
  private final class Payload {
    final Object protocol;
    final BcMembers shape;
    final Connection connection;
    final BcPayloadState notes;
    final Object lock;

    Payload(Object protocol) throws IllegalAccessException {
      this.protocol = protocol;
      this.shape = shapes.get(protocol.getClass());
      this.connection = connections.apply(protocol);
      this.notes = (BcPayloadState) connection.notes;
      this.lock = shape.recordWriteLock == null ? connection : shape.recordWriteLock.get(protocol);
    }

    Object write(byte[] data, int offset, int length) {
      BcPayload records;
      try {
        int action = isOpen() ? action(length) : Bridge.LEAVE;
        tellOfApart(action, length);
        records = isOwn(action) ? null : new BcPayload(shape, protocol, action);
      } catch (Throwable t) {
        failed(t);
        return null;
      }
      if (records == null) {
        return null;
      }
      try {
        records.write(data, offset, length);
      } catch (Throwable t) {
        sneak(t); // byte 1 may be on its way, so nothing falls back
      }
      return true;
    }

    Object preview(int length) {
      try {
        if (!isOpen() || shape.blocking.getBoolean(protocol) || hasOutput()) {
          return null;
        }
        int action = decide(length);
        notes.promise(action, length);
        if (action == Bridge.SPLIT_APART) { // its caller comes back for what it does not take
          return new BcPayload(shape, protocol, Bridge.NEVER).preview(1);
        }
        return isOwn(action) ? null : new BcPayload(shape, protocol, action).preview(length);
      } catch (Throwable t) {
        failed(t);
        return null;
      }
    }

    /** A {@code wrap} begins: whether it is to take one byte of what it gathers. */
    boolean isApart(Wrap gathered) throws IllegalAccessException {
      synchronized (lock) {
        notes.wrap();
        int length = gathered.remaining();
        if (length < 2 || !isOpen()) {
          return false;
        }
        int action = decide(length);
        notes.promise(action, length);
        return action == Bridge.SPLIT_APART;
      }
    }

    private boolean isOpen() throws IllegalAccessException {
      return shape.appDataReady.getBoolean(protocol) && !shape.closed.getBoolean(protocol);
    }

    private boolean hasOutput() throws Throwable {
      return (int) BcPayload.call(shape.getAvailableOutputBytes, protocol) > 0;
    }

    /** Whether the library does by itself what is due. */
    private boolean isOwn(int action) throws IllegalAccessException {
      return action == Bridge.LEAVE
          || (action == Bridge.NEVER && !shape.appDataSplitEnabled.getBoolean(protocol));
    }

    private int action(int length) throws IllegalAccessException {
      int action = notes.furtherPiece();
      if (action < 0 && isInOldWrap()) {
        return Bridge.LEAVE;
      }
      if (action < 0) {
        action = notes.promised(length);
        action = action < 0 ? decide(length) : action;
        notes.firstPiece(action);
        notes.restFollows(action == Bridge.SPLIT_APART && length == 1);
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
    private void tellOfApart(int action, int length) throws IllegalAccessException {
      if (action == Bridge.SPLIT_APART && length > 1 && !shape.blocking.getBoolean(protocol)) {
        connection.cannot(action, "who uses bctls takes both records from it");
      }
    }

    private int decide(int length) throws IllegalAccessException {
      if (notes.restFollows()) {
        return Bridge.NEVER;
      }
      Object stream = shape.recordStream.get(protocol);
      Object cipher = shape.writeCipher.get(stream);
      int facts = shape.version(stream) > BcTlsReader.TLS10 ? Bridge.TLS11_PLUS : 0;
      facts |= BcTlsReader.isCbc(cipher) ? Bridge.CBC : 0;
      facts |= notes.isFirst(cipher) ? Bridge.FIRST : 0;
      return connection.applyAsInt(length, facts);
    }
  }
}
