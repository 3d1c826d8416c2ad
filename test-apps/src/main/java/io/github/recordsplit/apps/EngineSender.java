package io.github.recordsplit.apps;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSession;

/** An engine whose owner wraps until the payload is gone. */
final class EngineSender implements Sender {
  private static final int STUCK = 100;

  private final Endpoint own;
  private final Endpoint peer;

  EngineSender(Endpoint own, Endpoint peer) throws SSLException {
    this.own = own;
    this.peer = peer;
    for (int flights = 0; own.handshaking() || peer.handshaking(); flights++) {
      if (flights == STUCK) {
        throw new SSLException("handshake does not end");
      }
      exchange();
      own.nudge();
    }
    exchange();
    UnderTest.flag(own.engine.getSession());
  }

  private void exchange() throws SSLException {
    own.advance();
    peer.receive(own.takeOutbound());
    own.receive(peer.takeOutbound());
  }

  @Override
  public String send(byte[] payload) throws Exception {
    List<String> wraps = new ArrayList<>();
    ByteBuffer[] sources = sources(payload);
    ByteBuffer last = sources[sources.length - 1];
    do {
      SSLEngineResult result = own.wrap(sources);
      int records = peer.receive(own.takeOutbound());
      UnderTest.flagBetween(own.engine.getSession());
      wraps.add(result.getStatus() + "/" + result.bytesConsumed() + "/" + records);
    } while (last.hasRemaining() && wraps.size() < STUCK);
    return "wraps=" + Sender.join(wraps);
  }

  @Override
  public SSLSession session() {
    return own.engine.getSession();
  }

  /** One buffer, or with the property {@code apps.gather} three, the second of them empty. */
  private static ByteBuffer[] sources(byte[] payload) {
    if (!Boolean.getBoolean("apps.gather")) {
      return new ByteBuffer[] {ByteBuffer.wrap(payload)};
    }
    int cut = payload.length / 3;
    return new ByteBuffer[] {
      ByteBuffer.wrap(payload, 0, cut),
      ByteBuffer.allocate(0),
      ByteBuffer.wrap(payload, cut, payload.length - cut)
    };
  }
}
