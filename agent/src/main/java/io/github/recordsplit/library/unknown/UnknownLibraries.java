package io.github.recordsplit.library.unknown;

import io.github.recordsplit.bridge.lang.RecordSplitBridge;
import io.github.recordsplit.bridge.lang.RecordSplitUnknown;
import io.github.recordsplit.connection.Connection;
import io.github.recordsplit.connection.ConnectionContext;
import io.github.recordsplit.connection.ConnectionRegistry;
import io.github.recordsplit.connection.DestinationSpace;
import io.github.recordsplit.connection.Handshaking;
import io.github.recordsplit.library.SupportedLibraries;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;

/** Where the woven code of unknown TLS libraries meets the agent. */
public final class UnknownLibraries implements RecordSplitUnknown {
  private final ConnectionContext control;
  private final ConnectionRegistry connections;
  private final Discovery discovery;
  private final JdkStreams jdkStreams;
  private final Moments moments;

  private final StreamSockets streams = new StreamSockets();

  /** Makes the agent's side of unknown libraries. */
  public UnknownLibraries(
      ConnectionContext control,
      ConnectionRegistry connections,
      SupportedLibraries libraries,
      Discovery discovery,
      JdkStreams jdkStreams) {
    this.control = control;
    this.connections = connections;
    this.discovery = discovery;
    this.jdkStreams = jdkStreams;
    this.moments = new Moments(connections, libraries);
  }

  /** Null if it cannot be told: then the library goes on as if it had not been asked. */
  private EngineSplitter splitterOf(Object engine) throws SSLException {
    try {
      return engine instanceof SSLEngine // else it is the library's own method of that name
          ? EngineSplitter.of(connections.connection(engine))
          : null;
    } catch (Throwable t) {
      failed(t);
      return null;
    }
  }

  private StreamSplitter splitterOf(SSLSocket socket) throws SSLException {
    try {
      return StreamSplitter.of(connections.connection(socket));
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

  private SSLSocket socketOf(Object stream) throws SSLException {
    try {
      return stream instanceof OutputStream ? socketOf((OutputStream) stream) : null;
    } catch (Throwable t) {
      failed(t);
      return null;
    }
  }

  private SSLSocket socketOf(OutputStream stream) {
    SSLSocket known = streams.of(stream);
    if (known == null && !streams.knows(stream)) {
      known = discovery.socketOf(stream);
      streams.put(stream, known);
    }
    return known;
  }

  @Override
  public SSLEngineResult wrapStarted(Object engine, ByteBuffer source, ByteBuffer destination)
      throws SSLException {
    return wrap(engine, source, 0, -1, destination);
  }

  @Override
  public SSLEngineResult wrapStarted(
      Object engine, ByteBuffer[] sources, int offset, int length, ByteBuffer destination)
      throws SSLException {
    return wrap(engine, sources, offset, length, destination);
  }

  private SSLEngineResult wrap(
      Object engine, Object sources, int offset, int length, ByteBuffer destination)
      throws SSLException {
    EngineSplitter splitter = splitterOf(engine);
    return splitter == null
        ? null
        : splitter.wrap((SSLEngine) engine, sources, offset, length, destination);
  }

  @Override
  public boolean isHolding(Object engine) {
    try {
      return engine instanceof SSLEngine
          && EngineSplitter.of(connections.connection(engine)).isHolding();
    } catch (Throwable t) {
      control.onFailure(t); // a payload may be refused, a question may not
      return false;
    }
  }

  @Override
  public int extraRoom(Object engine, int overhead) {
    try {
      return engine instanceof SSLEngine // else it is the library's own method of that name
              && (connections.maySplit() || DestinationSpace.isForPairs())
          ? EngineSplitter.of(connections.connection(engine)).room((SSLEngine) engine, overhead)
          : 0;
    } catch (Throwable t) {
      control.onFailure(t); // a payload may be refused, a question may not
      return 0;
    }
  }

  @Override
  public void streamGiven(Object socket, OutputStream stream, String className)
      throws SSLException {
    boolean refused = false;
    try {
      refused = socket instanceof SSLSocket && isRefused((SSLSocket) socket, stream, className);
    } catch (Throwable t) {
      control.onFailure(t);
    }
    if (refused) {
      throw new SSLException(RecordSplitBridge.REFUSED);
    }
  }

  private boolean isRefused(SSLSocket socket, OutputStream given, String className)
      throws ReflectiveOperationException {
    OutputStream stream = jdkStreams.innermost(given);
    if (discovery.foundStream(stream, socket, className)) {
      streams.put(stream, socket);
      return false;
    }
    return discovery.isOutOfReach(stream, socket, className)
        && connections
            .connection(socket)
            .outOfReach(
                "its stream is the JDK's " + stream.getClass().getName(),
                new JsseApiReader.Unshaken(),
                EnabledProtocols.mayBeVulnerable(socket));
  }

  @Override
  public void handshakeStarted(Object socket) {
    try {
      if (socket instanceof SSLSocket) { // else it is the library's own method of that name
        Connection connection = connections.connection(socket);
        StreamSplitter.of(connection).handshake(true);
        Handshaking.begins(connection);
      }
    } catch (Throwable t) {
      control.onFailure(t);
    }
  }

  @Override
  public void handshakeFinished(Object socket) {
    try {
      if (socket instanceof SSLSocket) {
        Connection connection = connections.connection(socket);
        StreamSplitter.of(connection).handshake(false);
        connection.madeOf(Handshaking.ends(connection));
      }
    } catch (Throwable t) {
      control.onFailure(t);
    }
  }

  @Override
  public void handshakeFinished(Object engine, SSLEngineResult result) {
    try {
      moments.finished(engine, result);
    } catch (Throwable t) {
      control.onFailure(t); // a payload may be refused, a count may not
    }
  }

  @Override
  public void closed(Object object) {
    try {
      moments.closed(object);
    } catch (Throwable t) {
      control.onFailure(t);
    }
  }

  @Override
  public boolean writeStarted(Object stream, int oneByte) throws IOException {
    return write(stream, oneByte, 0, -1);
  }

  @Override
  public boolean writeStarted(Object stream, byte[] bytes, int offset, int length)
      throws IOException {
    return write(stream, bytes, offset, length);
  }

  private boolean write(Object stream, Object data, int offset, int length) throws IOException {
    SSLSocket socket = socketOf(stream); // null of the library's own method of that name
    StreamSplitter splitter = socket == null ? null : splitterOf(socket);
    return splitter != null && splitter.write(socket, (OutputStream) stream, data, offset, length);
  }
}
