package io.github.recordsplit.apps.framing;

import java.io.IOException;

/** A receiver on an {@code SSLEngine}. */
interface EngineReceiver {
  /** Answers messages until the peer closes. */
  void serve(EngineChannel channel, Fault fault) throws IOException;
}
