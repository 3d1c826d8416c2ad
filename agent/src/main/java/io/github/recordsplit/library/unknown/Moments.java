package io.github.recordsplit.library.unknown;

import io.github.recordsplit.connection.Connection;
import io.github.recordsplit.connection.ConnectionRegistry;
import io.github.recordsplit.library.SupportedLibraries;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLSocket;

/**
 * What the connections of unknown TLS libraries are counted by: an engine's handshake is finished,
 * or one is being closed.
 */
final class Moments {
  /** The last of each thread. */
  private static final ThreadLocal<Finished> LAST = new ThreadLocal<>();

  private final ConnectionRegistry connections;
  private final SupportedLibraries libraries;

  Moments(ConnectionRegistry connections, SupportedLibraries libraries) {
    this.connections = connections;
    this.libraries = libraries;
  }

  /** A wrapper's session is one of the library below, whose own connection counts. */
  void finished(Object engine, SSLEngineResult result) {
    if (engine instanceof SSLEngine && libraries.of(((SSLEngine) engine).getSession()) == null) {
      Connection finished = connections.connection(engine);
      Finished below = LAST.get();
      boolean same = below != null && below.result == result;
      finished.madeOf(same && below.connection != finished ? below.connection : null);
      LAST.set(new Finished(finished, result));
    }
  }

  /** A wrapper hands on the very result of the engine below. */
  private static final class Finished {
    private final Connection connection;
    private final Object result;

    Finished(Connection connection, Object result) {
      this.connection = connection;
      this.result = result;
    }
  }

  void closed(Object object) {
    boolean ours = object instanceof SSLEngine || object instanceof SSLSocket;
    Connection closed = ours ? connections.find(object) : null; // a stream may be closed, too
    if (closed != null) {
      closed.closed();
    }
  }
}
