package io.github.recordsplit.apps;

import java.util.List;
import javax.net.ssl.SSLSocket;

/**
 * Makes the sending ends under test: JSSE's, or those of the class that the property {@code
 * apps.senders} names.
 */
interface Senders {
  /** The words for its kinds of connection; those that only run when asked for are not in it. */
  List<String> transports();

  /** Whether there are clients, not servers only. */
  default boolean hasClients() {
    return true;
  }

  /** A connection after its handshake. */
  Sender make(String transport, Kind kind, boolean client, Endpoint peer, int port)
      throws Exception;

  /** Puts a socket of the library under test in front of the context's, where that is not it. */
  default SSLSocket around(SSLSocket socket) throws Exception {
    return socket;
  }

  static Senders underTest() throws Exception {
    String name = System.getProperty("apps.senders");
    return name == null
        ? new JsseSenders()
        : Class.forName(name).asSubclass(Senders.class).getDeclaredConstructor().newInstance();
  }
}
