package io.github.recordsplit.apps;

import java.io.ByteArrayInputStream;
import java.io.OutputStream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/** A socket, layered over the recording transport as a proxy client or STARTTLS server does it. */
final class SocketSender implements Sender {
  /** Puts a socket of another library in front of the context's. */
  interface Wrapper {
    SSLSocket around(SSLSocket socket) throws Exception;
  }

  private final MemorySocket transport;
  private final SSLSocket socket;
  private final OutputStream out;

  SocketSender(SSLContext context, Kind kind, boolean client, Endpoint peer, int port)
      throws Exception {
    this(Odd::around, context, kind, client, peer, port);
  }

  SocketSender(
      Wrapper wrapper, SSLContext context, Kind kind, boolean client, Endpoint peer, int port)
      throws Exception {
    transport = new MemorySocket(peer, port);
    SSLSocketFactory factory = context.getSocketFactory();
    socket =
        wrapper.around(
            (SSLSocket)
                (client
                    ? factory.createSocket(transport, "localhost", port, true)
                    : factory.createSocket(
                        transport, new ByteArrayInputStream(new byte[0]), true)));
    socket.setUseClientMode(client);
    socket.setSSLParameters(kind.parameters());
    socket.startHandshake();
    transport.deliver();
    UnderTest.flag(socket.getSession());
    out = socket.getOutputStream();
  }

  @Override
  public String send(byte[] payload) throws Exception {
    out.write(payload);
    return "writes=" + Sender.join(transport.deliver());
  }

  @Override
  public SSLSession session() {
    return socket.getSession();
  }
}
