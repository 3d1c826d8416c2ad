package io.github.recordsplit.apps;

import io.netty.buffer.UnpooledByteBufAllocator;
import javax.net.ssl.SSLEngine;

/** Client engines as Netty makes them. */
final class NettyEngines implements Calls.Engines {
  @Override
  public SSLEngine make(int port) throws Exception {
    synchronized (NettyContext.class) {
      return NettyContext.of(Kind.TLS_1_0_CBC, true)
          .newEngine(UnpooledByteBufAllocator.DEFAULT, "localhost", port);
    }
  }
}
