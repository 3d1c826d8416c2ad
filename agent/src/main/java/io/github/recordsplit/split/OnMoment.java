package io.github.recordsplit.split;

import java.util.function.BiConsumer;
import java.util.function.Function;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSocket;

/**
 * What the connections of unknown TLS libraries are counted by: an engine's handshake is finished,
 * or one is being closed.
 */
final class OnMoment implements BiConsumer<Object, Object> {
  private final Connections connections;
  private final Function<Throwable, Integer> failed;

  OnMoment(Connections connections, Function<Throwable, Integer> failed) {
    this.connections = connections;
    this.failed = failed;
  }

  @Override
  public void accept(Object object, Object finished) {
    try {
      if ((Boolean) finished) {
        finished(object);
      } else {
        closed(object);
      }
    } catch (Throwable t) {
      Integer unused = failed.apply(t); // a payload may be refused, a count may not
    }
  }

  /** A wrapper's session is of the library below, whose own connection counts. */
  private void finished(Object engine) {
    if (engine instanceof SSLEngine && !TlsLibrary.isSteered(((SSLEngine) engine).getSession())) {
      connections.apply(engine).shaken();
    }
  }

  private void closed(Object object) {
    boolean ours = object instanceof SSLEngine || object instanceof SSLSocket;
    Connection closed = ours ? connections.find(object) : null; // a stream may be closed, too
    if (closed != null) {
      closed.closed();
    }
  }
}
