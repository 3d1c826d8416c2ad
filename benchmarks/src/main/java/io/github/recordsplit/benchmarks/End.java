package io.github.recordsplit.benchmarks;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import javax.net.ssl.SSLSocket;

/** One end of a connection, as its application uses it. */
final class End {
  private final InputStream in;
  private final OutputStream out;

  /** The transport of an application that splits by hand, else null. */
  private final HoldingSocket holding;

  private End(SSLSocket socket, HoldingSocket holding) throws IOException {
    this.in = socket.getInputStream();
    this.out = socket.getOutputStream();
    this.holding = holding;
  }

  /**
   * Makes a handshake.
   *
   * @param transport what is below the socket, or null
   */
  static End of(SSLSocket socket, HoldingSocket transport, Shape shape) throws IOException {
    socket.setEnabledProtocols(Tls.PROTOCOL);
    socket.setEnabledCipherSuites(Tls.SUITE);
    End end = new End(socket, shape == Shape.BY_HAND ? transport : null);
    socket.startHandshake();
    return end;
  }

  void write(byte[] payload) throws IOException {
    if (holding == null) {
      out.write(payload, 0, payload.length);
    } else {
      holding.holdNextWrite();
      out.write(payload, 0, 1);
      out.write(payload, 1, payload.length - 1);
    }
  }

  void read(byte[] payload) throws IOException {
    for (int have = 0; have < payload.length; ) {
      int n = in.read(payload, have, payload.length - have);
      if (n < 0) {
        throw new EOFException();
      }
      have += n;
    }
  }
}
