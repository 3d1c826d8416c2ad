package io.github.recordsplit.apps;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Queue;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManagerFactory;

/**
 * A DTLS connection in memory, of the JDK's engines behind what {@link Odd} is told to say. Prints
 * what the engine said of each of two payloads of 100 bytes, and what its peer got of it.
 *
 * <p>Arguments: words, or {@code -} for the truth behind no other engine.
 */
public final class Datagrams {
  private static final int SIZE = 100;
  private static final int MOST = 1 << 15;

  private final SSLEngine engine;
  private final Queue<byte[]> in = new ArrayDeque<>();
  private Datagrams other;

  private Datagrams(SSLEngine engine) {
    this.engine = engine;
  }

  public static void main(String[] args) throws Exception {
    SSLContext context = context();
    for (String words : args) {
      Odd.say(words.equals("-") ? null : words);
      Datagrams client = end(context, true);
      Datagrams server = end(context, false);
      client.other = server;
      server.other = client;
      for (int i = 0; i < MOST && (client.shakes() || server.shakes()); i++) {
        client.step();
        server.step();
      }
      System.out.println(words + client.send() + server.send());
    }
  }

  private static SSLContext context() throws Exception {
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(UnderTest.store(), UnderTest.password());
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(UnderTest.store());
    SSLContext context = SSLContext.getInstance("DTLS");
    context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
    return context;
  }

  private static Datagrams end(SSLContext context, boolean client) throws Exception {
    SSLEngine made = context.createSSLEngine("localhost", 1);
    made.setUseClientMode(client);
    Datagrams end = new Datagrams(Odd.around(made));
    end.engine.beginHandshake();
    return end;
  }

  private boolean shakes() {
    HandshakeStatus now = engine.getHandshakeStatus();
    return now != HandshakeStatus.NOT_HANDSHAKING && now != HandshakeStatus.FINISHED;
  }

  private void step() throws SSLException {
    switch (engine.getHandshakeStatus().name()) {
      case "NEED_TASK":
        engine.getDelegatedTask().run();
        break;
      case "NEED_WRAP":
        wrap(0);
        break;
      case "NEED_UNWRAP":
        if (!in.isEmpty()) {
          receive(in.remove());
        }
        break;
      case "NEED_UNWRAP_AGAIN":
        receive(new byte[0]);
        break;
      default:
    }
  }

  private SSLEngineResult wrap(int size) throws SSLException {
    ByteBuffer packet = ByteBuffer.allocate(MOST);
    SSLEngineResult result = engine.wrap(ByteBuffer.wrap(new byte[size]), packet);
    if (packet.position() > 0) {
      byte[] datagram = new byte[packet.position()];
      packet.flip();
      packet.get(datagram);
      other.in.add(datagram);
    }
    return result;
  }

  private int receive(byte[] datagram) throws SSLException {
    ByteBuffer plain = ByteBuffer.allocate(MOST);
    engine.unwrap(ByteBuffer.wrap(datagram), plain);
    return plain.position();
  }

  private String send() throws SSLException {
    StringBuilder seen = new StringBuilder();
    for (int i = 0; i < 2; i++) {
      SSLEngineResult result = wrap(SIZE);
      seen.append(' ').append(result.getStatus()).append('/').append(result.bytesConsumed());
      seen.append('/').append(result.bytesProduced()).append('/');
      seen.append(other.receive(other.in.remove()));
    }
    return seen.toString();
  }
}
