package io.github.recordsplit.apps.framing;

import java.io.IOException;
import javax.net.ssl.SSLSocket;

/** A receiver on an {@code SSLSocket}. */
interface SocketReceiver {
  /** The longest message, in bytes. */
  int LARGEST = 1 << 16;

  /** Answers messages until the peer closes. */
  void serve(SSLSocket socket, Fault fault) throws IOException;
}
