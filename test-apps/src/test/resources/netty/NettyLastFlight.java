package io.github.recordsplit.apps;

import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.handler.ssl.SslContext;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;

/**
 * Netty's engine is given data when it has received the last flight of its handshake, and nobody
 * has called it since: a client's after a full handshake, a server's after a resumed one. Prints
 * what it says of itself before, and the records that left; then it waits for the end of stdin.
 *
 * <p>Arguments: kinds as {@link Lengths} names them, then {@code client} or {@code server}.
 */
public final class NettyLastFlight {
  private static final int FLIGHTS = 5;
  private static final int SIZE = 100;

  /** None is collected before the test has looked at it. */
  private static final List<Endpoint> OPEN = new ArrayList<>();

  private NettyLastFlight() {}

  public static void main(String[] args) throws Exception {
    for (String label : args[0].split(",")) {
      for (String role : args[1].split(",")) {
        Kind kind = Kind.of(label);
        boolean client = role.equals("client");
        int port = 2000 + kind.ordinal();
        if (!client) {
          send(kind, false, port); // whose session is resumed
        }
        System.out.println(label + ' ' + role + send(kind, client, port));
      }
    }
    System.out.println("done");
    while (System.in.read() >= 0) {
      // Until the test has looked at it.
    }
  }

  private static String send(Kind kind, boolean client, int port) throws Exception {
    SslContext context = NettyContext.of(kind, client);
    SSLEngine engine = context.newEngine(UnpooledByteBufAllocator.DEFAULT, "localhost", port);
    Endpoint own = new Endpoint(engine);
    OPEN.add(own);
    Endpoint peer = new Endpoint(kind.engine(SSLContext.getDefault(), !client, port));
    for (int i = 0; i < FLIGHTS; i++) {
      own.advance();
      peer.receive(own.takeOutbound());
      own.receive(peer.takeOutbound());
    }
    peer.mark();
    StringBuilder seen = new StringBuilder();
    seen.append(" says ").append(engine.getHandshakeStatus());
    seen.append(' ').append(engine.getSession().getProtocol()).append(':');
    payload(own, peer, seen);
    payload(own, peer, seen);
    return seen.toString();
  }

  private static void payload(Endpoint own, Endpoint peer, StringBuilder seen) throws Exception {
    ByteBuffer source = ByteBuffer.wrap(new byte[SIZE]);
    for (int wraps = 0; source.hasRemaining() && wraps < FLIGHTS; wraps++) {
      peer.mark();
      SSLEngineResult result = own.wrap(source);
      peer.receive(own.takeOutbound());
      own.receive(peer.takeOutbound());
      seen.append(' ').append(result.getHandshakeStatus()).append('/');
      seen.append(result.bytesConsumed()).append('/').append(Sender.join(peer.plainLengths));
    }
  }
}
