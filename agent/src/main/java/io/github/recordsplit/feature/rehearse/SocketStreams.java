package io.github.recordsplit.feature.rehearse;

import io.github.recordsplit.connection.Connection;
import io.github.recordsplit.library.unknown.Discovery;
import io.github.recordsplit.library.unknown.StreamSockets;
import javax.net.ssl.SSLSocket;

/** The streams that applications read from, of sockets that no table names. */
final class SocketStreams {
  private final Discovery others;
  private final StreamSockets sockets;

  SocketStreams(Discovery others, StreamSockets sockets) {
    this.others = others;
    this.sockets = sockets;
  }

  /** Null if it is no stream of a socket, or of one that is not known. */
  Connection connectionOf(Object stream) {
    SSLSocket socket = sockets.of(stream);
    return socket == null ? null : others.known(socket);
  }

  /** Null if nothing was read yet. */
  StreamReads begun(Object stream) {
    Connection connection = connectionOf(stream);
    Reading reading = connection == null ? null : (Reading) connection.listener();
    return reading == null ? null : reading.stream();
  }

  /** The same, which there is from now on. */
  StreamReads begun(Object stream, Reading reading) {
    if (reading.stream() == null) {
      reading.stream(new StreamReads(reading, others.standsOnEngine(sockets.of(stream))));
    }
    return reading.stream();
  }
}
