package io.github.recordsplit.benchmarks;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.GeneralSecurityException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** A connection to a {@link ReplyServer}. */
final class Client implements AutoCloseable {
  private final SSLSocket socket;
  private final End end;
  private final boolean nagle;

  private Client(SSLSocket socket, End end, boolean nagle) {
    this.socket = socket;
    this.end = end;
    this.nagle = nagle;
  }

  static Client connect(Shape shape, boolean nagle, InetAddress server, int port)
      throws IOException, GeneralSecurityException {
    SSLContext context = SSLContext.getDefault();
    SSLSocket socket;
    HoldingSocket transport = null;
    if (shape == Shape.PLAIN) {
      socket = (SSLSocket) context.getSocketFactory().createSocket(server, port);
    } else {
      transport = new HoldingSocket();
      transport.connect(new InetSocketAddress(server, port));
      socket = Tls.layer(context, transport);
    }
    socket.setTcpNoDelay(!nagle);
    return new Client(socket, End.of(socket, transport, shape), nagle);
  }

  /**
   * Nanoseconds in the middle of some round trips.
   *
   * @param reply bytes that come back
   */
  long median(int reply, int trips) throws IOException {
    byte[] request = Request.of(reply, nagle);
    byte[] answer = new byte[reply];
    double[] nanos = new double[trips];
    for (int i = 0; i < trips; i++) {
      long start = System.nanoTime();
      end.write(request);
      end.read(answer);
      nanos[i] = System.nanoTime() - start;
    }
    return (long) Numbers.median(nanos);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
