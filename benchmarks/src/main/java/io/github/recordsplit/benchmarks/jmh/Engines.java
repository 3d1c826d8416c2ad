package io.github.recordsplit.benchmarks.jmh;

import java.nio.ByteBuffer;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;

/** Two engines that talk to each other in memory. */
final class Engines {
  /** Bytes; more than any flight or payload here. */
  static final int ROOM = 1 << 18;

  private static final int STEPS = 200;

  private final ByteBuffer toServer = ByteBuffer.allocate(ROOM);
  private final ByteBuffer toClient = ByteBuffer.allocate(ROOM);
  private final ByteBuffer sink = ByteBuffer.allocate(ROOM);

  /** Completes a handshake, what TLS 1.3 sends after it included. */
  void handshake(SSLEngine client, SSLEngine server) throws SSLException {
    client.beginHandshake();
    server.beginHandshake();
    for (int i = 0; i < STEPS; i++) {
      boolean clientMoved = step(client, toClient, toServer);
      if (!step(server, toServer, toClient) && !clientMoved) {
        return;
      }
    }
    throw new SSLException("no end of the handshake");
  }

  private boolean step(SSLEngine engine, ByteBuffer in, ByteBuffer out) throws SSLException {
    HandshakeStatus status = engine.getHandshakeStatus();
    if (status == HandshakeStatus.NEED_TASK) {
      engine.getDelegatedTask().run();
      return true;
    }
    if (status == HandshakeStatus.NEED_WRAP) {
      return engine.wrap(ByteBuffer.allocate(0), out).bytesProduced() > 0;
    }
    in.flip();
    sink.clear();
    int consumed = in.hasRemaining() ? engine.unwrap(in, sink).bytesConsumed() : 0;
    in.compact();
    return consumed > 0 || engine.getHandshakeStatus() != status;
  }
}
