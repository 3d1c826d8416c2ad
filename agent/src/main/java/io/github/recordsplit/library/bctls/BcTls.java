package io.github.recordsplit.library.bctls;

import io.github.recordsplit.bridge.BridgeInjector;
import io.github.recordsplit.bridge.Members;
import io.github.recordsplit.bridge.lang.RecordSplitBcTls;
import io.github.recordsplit.bridge.lang.RecordSplitBridge;
import io.github.recordsplit.connection.Connection;
import io.github.recordsplit.connection.ConnectionContext;
import io.github.recordsplit.connection.ConnectionRegistry;
import io.github.recordsplit.library.Handshake;
import io.github.recordsplit.library.PlainInput;
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
  private final Members members;
  private final ConnectionContext control;
  private final ConnectionRegistry connections;
  private final BcTlsReader library;
  private volatile List<String> asked = Collections.emptyList();

  /** Makes the agent's side of all copies of bctls. */
  BcTls(ConnectionContext control, BridgeInjector opener) {
    this.shapes = new BcMembers.Shapes(opener);
    this.members = new Members(opener);
    this.control = control;
    this.library = new BcTlsReader(shapes, members);
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
    BcTlsWrite payload = payload(protocol);
    if (payload == null) {
      return false;
    }
    synchronized (payload.lock) {
      BcPayload records;
      try {
        records = payload.records(length);
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
  }

  @Override
  public Object previewStarted(Object protocol, int length) throws SSLException {
    BcTlsWrite payload = length <= 0 ? null : payload(protocol);
    if (payload == null) {
      return null;
    }
    synchronized (payload.lock) {
      try {
        return payload.preview(length);
      } catch (Throwable t) {
        failed(t);
        return null;
      }
    }
  }

  /** The protocol that an engine works with, or null before its handshake. */
  Object protocolOf(Object engine) throws ReflectiveOperationException {
    return members.find(engine, "protocol");
  }

  /** Whether its handshake is done: before, a protocol says nothing of itself. */
  boolean isReady(Object protocol) throws IllegalAccessException {
    return shapes.get(protocol.getClass()).appDataReady.getBoolean(protocol);
  }

  Connection connection(Object protocol) {
    return connections.connection(protocol);
  }

  /** The same, or null if it was not seen yet. */
  Connection known(Object protocol) {
    return connections.find(protocol);
  }

  Handshake handshake(Object peer) throws ReflectiveOperationException {
    return new BcTlsHandshake(this, members, peer);
  }

  PlainInput input(Object protocol) {
    return new BcTlsInput(shapes.get(protocol.getClass()), members, protocol);
  }

  /** One that writes each source by itself: what it gathers is one payload. */
  @Override
  public Object wrapStarted(
      Object engine, ByteBuffer[] sources, int offset, int length, ByteBuffer destination)
      throws SSLException {
    Wrap gathered;
    try {
      gathered = new Wrap((SSLEngine) engine, sources, offset, length, destination);
      Object protocol = protocolOf(engine);
      if (protocol == null
          || !gathered.isProper()
          || !new BcTlsWrite(shapes, connections, library, protocol).isApart(gathered)) {
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

  private BcTlsWrite payload(Object protocol) throws SSLException {
    try {
      return new BcTlsWrite(shapes, connections, library, protocol);
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
}
