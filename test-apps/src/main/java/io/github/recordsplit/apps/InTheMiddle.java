package io.github.recordsplit.apps;

import java.io.IOException;
import java.nio.ByteBuffer;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLException;

/**
 * A wrapper that is in the middle of a {@code wrap} until a line comes on stdin: only it knows the
 * peer, and the engine below does not. Then it sends two payloads more.
 */
public final class InTheMiddle {
  private InTheMiddle() {}

  public static void main(String[] args) throws Exception {
    SSLContext context = SSLContext.getDefault();
    Endpoint peer = new Endpoint(Kind.TLS_1_0_CBC.engine(context, false, 7001));
    SSLEngine below = context.createSSLEngine();
    below.setUseClientMode(true);
    below.setSSLParameters(Kind.TLS_1_0_CBC.parameters());
    Waiting engine = new Waiting(below);
    EngineSender sender = new EngineSender(new Endpoint(engine), peer);
    for (int payload = 0; payload < 3; payload++) {
      engine.waits = payload == 0;
      peer.mark();
      sender.send(new byte[200]);
      System.out.println("records " + Sender.join(peer.plainLengths));
    }
  }

  private static final class Waiting extends DelegatingEngine {
    private boolean waits;

    Waiting(SSLEngine below) {
      super(below, "localhost", 7001);
    }

    @Override
    public SSLEngineResult wrap(
        ByteBuffer[] sources, int offset, int length, ByteBuffer destination) throws SSLException {
      if (waits) {
        System.out.println("in the middle");
        try {
          int unused = System.in.read();
        } catch (IOException e) {
          throw new SSLException(e);
        }
      }
      return below.wrap(sources, offset, length, destination);
    }
  }
}
