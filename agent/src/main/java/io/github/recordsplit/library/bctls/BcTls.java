package io.github.recordsplit.library.bctls;

import io.github.recordsplit.bridge.BridgeInjector;
import io.github.recordsplit.bridge.lang.RecordSplitBcTls;
import io.github.recordsplit.bridge.lang.RecordSplitBridge;
import io.github.recordsplit.bridge.lang.RecordSplitDecision;
import io.github.recordsplit.connection.Connection;
import io.github.recordsplit.connection.ConnectionContext;
import io.github.recordsplit.connection.ConnectionRegistry;
import io.github.recordsplit.library.unknown.Wrap;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;

/**
 * BouncyCastle's bctls, below its JSSE provider and as the bare protocol API. Woven code enters
 * here at the start of the library's methods.
 *
 * <p>Payloads are written inside the library's own {@code recordWriteLock}. What the library throws
 * goes to the application; an error of the agent leaves the payload to the library.
 */
public final class BcTls implements RecordSplitBcTls {
  private final BcMembers.Shapes shapes;
  private final ConnectionContext control;
  private final ConnectionRegistry connections;
  private final BcTlsReader library;
  private volatile List<String> asked = Collections.emptyList();

  /** Makes the agent's side of all copies of bctls. */
  public BcTls(ConnectionContext control, BridgeInjector opener) {
    this.shapes = new BcMembers.Shapes(opener);
    this.control = control;
    this.library = new BcTlsReader(shapes, opener);
    this.connections = new ConnectionRegistry(control, library);
  }

  @Override
  public void transportMade(Object transport) {
    try {
      library.created(transport);
    } catch (Throwable t) {
      control.onFailure(t); // a payload may be refused, a connection may not
    }
  }

  @Override
  public void protocolMade(Object protocol) {
    try {
      connections.made(protocol, protocol);
    } catch (Throwable t) {
      control.onFailure(t);
    }
  }

  @Override
  public void handshakeFinished(Object protocol) {
    try {
      finished(connections.connection(protocol), protocol);
    } catch (Throwable t) {
      control.onFailure(t);
    }
  }

  @Override
  public boolean onPayload(Object protocol, byte[] data, int offset, int length)
      throws IOException {
    // What the library refuses or ignores is its own business.
    if (data == null || offset < 0 || length <= 0 || data.length - offset < length) {
      return false;
    }
    Payload payload = payload(protocol);
    if (payload == null) {
      return false;
    }
    synchronized (payload.lock) {
      return payload.write(data, offset, length);
    }
  }

  @Override
  public Object previewStarted(Object protocol, int length) throws SSLException {
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
    return connections.connection(library.protocolOfPeer(peer));
  }

  public Connection connection(Object protocol) {
    return connections.connection(protocol);
  }

  /** The same, or null if it was not seen yet. */
  public Connection known(Object protocol) {
    return connections.find(protocol);
  }

  /** One that writes each source by itself: what it gathers is one payload. */
  @Override
  public Object wrapStarted(
      Object engine, ByteBuffer[] sources, int offset, int length, ByteBuffer destination)
      throws SSLException {
    Wrap gathered;
    try {
      gathered = new Wrap((SSLEngine) engine, sources, offset, length, destination);
      Object protocol = library.protocolOf(engine);
      if (protocol == null || !gathered.isProper() || !new Payload(protocol).isApart(gathered)) {
        return null;
      }
    } catch (Throwable t) {
      failed(t);
      return null;
    }
    return gathered.part(1, destination);
  }

  /** A server is asked for few names by many: equal ones are kept once. */
  private void finished(Connection connection, Object protocol)
      throws ReflectiveOperationException {
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

  private Payload payload(Object protocol) throws SSLException {
    try {
      return new Payload(protocol);
    } catch (Throwable t) {
      failed(t);
      return null;
    }
  }

  private void failed(Throwable t) throws SSLException {
    control.onFailure(t);
    if (control.refuses()) {
      throw new SSLException(RecordSplitBridge.REFUSED);
    }
  }

  /** Throws what the library let through. */
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
      this.connection = connections.connection(protocol);
      this.notes = (BcPayloadState) connection.notes;
      this.lock = shape.recordWriteLock == null ? connection : shape.recordWriteLock.get(protocol);
    }

    boolean write(byte[] data, int offset, int length) throws SSLException {
      BcPayload records;
      try {
        RecordSplitDecision action = isOpen() ? action(length) : RecordSplitDecision.LEAVE;
        tellOfApart(action, length);
        records = isOwn(action) ? null : new BcPayload(shape, protocol, action);
      } catch (Throwable t) {
        failed(t);
        return false;
      }
      if (records == null) {
        return false;
      }
      try {
        records.write(data, offset, length);
      } catch (Throwable t) {
        sneak(t); // byte 1 may be on its way, so nothing falls back
      }
      return true;
    }

    Object preview(int length) throws SSLException {
      try {
        if (!isOpen() || shape.blocking.getBoolean(protocol) || hasOutput()) {
          return null;
        }
        RecordSplitDecision action = decide(length);
        notes.promise(action, length);
        if (action
            == RecordSplitDecision.SPLIT_APART) { // its caller comes back for what it does not take
          return new BcPayload(shape, protocol, RecordSplitDecision.NEVER).preview(1);
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
          || (action == RecordSplitDecision.NEVER
              && !shape.appDataSplitEnabled.getBoolean(protocol));
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
}
