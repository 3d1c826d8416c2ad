package io.github.recordsplit.apps.framing;

import java.nio.ByteBuffer;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;

/**
 * Right: waits for a whole record, by the length in its header, before each {@code unwrap}, and
 * takes what is no header for an error. Client and server are two engines in this JVM.
 */
public final class PeeksAtHeader {
  private static final int HEADER = 5;
  private static final int ROOM = 60_000;

  private PeeksAtHeader() {}

  /** The protocol, and the lengths of payloads; prints how many bytes the server got. */
  public static void main(String[] args) throws Exception {
    SSLContext context = SSLContext.getDefault();
    SSLEngine server = context.createSSLEngine();
    SSLEngine client = context.createSSLEngine("localhost", 1);
    server.setUseClientMode(false);
    client.setUseClientMode(true);
    client.setEnabledProtocols(new String[] {args[0]});
    ByteBuffer toServer = ByteBuffer.allocate(ROOM);
    ByteBuffer toClient = ByteBuffer.allocate(ROOM);
    client.beginHandshake();
    server.beginHandshake();
    for (int i = 0; i < 100; i++) {
      step(client, toClient, toServer);
      step(server, toServer, toClient);
    }
    toServer.clear();
    for (int i = 1; i < args.length; i++) {
      client.wrap(ByteBuffer.wrap(new byte[Integer.parseInt(args[i])]), toServer);
    }
    toServer.flip();
    System.out.println("got " + read(server, toServer) + " bytes");
  }

  private static void step(SSLEngine engine, ByteBuffer in, ByteBuffer out) throws SSLException {
    HandshakeStatus due = engine.getHandshakeStatus();
    if (due == HandshakeStatus.NEED_TASK) {
      engine.getDelegatedTask().run();
    } else if (due == HandshakeStatus.NEED_WRAP) {
      engine.wrap(ByteBuffer.allocate(0), out);
    } else if (in.position() > 0) {
      in.flip();
      engine.unwrap(in, ByteBuffer.allocate(ROOM));
      in.compact();
    }
  }

  private static int read(SSLEngine engine, ByteBuffer in) throws SSLException {
    int got = 0;
    while (in.remaining() >= HEADER) {
      int at = in.position();
      if (in.get(at) < 20 || in.get(at) > 23 || in.get(at + 1) != 3) {
        throw new SSLException("not a TLS record, after " + got + " bytes");
      }
      if (in.remaining() < HEADER + (in.getShort(at + 3) & 0xffff)) {
        break;
      }
      got += engine.unwrap(in, ByteBuffer.allocate(ROOM)).bytesProduced();
    }
    return got;
  }
}
