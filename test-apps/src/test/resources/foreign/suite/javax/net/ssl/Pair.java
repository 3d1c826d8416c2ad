import java.nio.ByteBuffer;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;

/** Two engines without a certificate, and how much of a payload its first record has. */
final class Pair {
  private Pair() {}

  static int firstRecord(int size) throws Exception {
    java.security.Security.setProperty("jdk.tls.disabledAlgorithms", "");
    SSLContext context = SSLContext.getInstance("TLSv1.2");
    context.init(null, null, null);
    SSLEngine client = engine(context, true);
    SSLEngine server = engine(context, false);
    ByteBuffer there = ByteBuffer.allocate(1 << 16);
    ByteBuffer back = ByteBuffer.allocate(1 << 16);
    for (int i = 0; i < 20; i++) {
      step(client, there, back);
      step(server, back, there);
    }
    client.wrap(ByteBuffer.allocate(size), there);
    there.flip();
    return server.unwrap(there, ByteBuffer.allocate(1 << 16)).bytesProduced();
  }

  private static SSLEngine engine(SSLContext context, boolean client) {
    SSLEngine engine = context.createSSLEngine();
    engine.setUseClientMode(client);
    engine.setEnabledCipherSuites(new String[] {"TLS_DH_anon_WITH_AES_128_CBC_SHA"});
    return engine;
  }

  private static void step(SSLEngine engine, ByteBuffer out, ByteBuffer in) throws Exception {
    in.flip();
    while (in.hasRemaining()) {
      SSLEngineResult read = engine.unwrap(in, ByteBuffer.allocate(1 << 16));
      tasks(engine);
      if (read.bytesConsumed() == 0) {
        break;
      }
    }
    in.compact();
    while (engine.getHandshakeStatus() == SSLEngineResult.HandshakeStatus.NEED_WRAP) {
      engine.wrap(ByteBuffer.allocate(0), out);
      tasks(engine);
    }
    if (in.position() == 0 && engine.getUseClientMode() && out.position() == 0) {
      if (engine.getHandshakeStatus() == SSLEngineResult.HandshakeStatus.NOT_HANDSHAKING
          && engine.getSession().getCipherSuite().contains("NULL")) {
        engine.beginHandshake();
        engine.wrap(ByteBuffer.allocate(0), out);
      }
    }
  }

  private static void tasks(SSLEngine engine) {
    for (Runnable task = engine.getDelegatedTask(); task != null; task = engine.getDelegatedTask()) {
      task.run();
    }
  }
}
