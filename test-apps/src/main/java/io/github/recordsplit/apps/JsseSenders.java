package io.github.recordsplit.apps;

import java.util.Arrays;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;

/** Sockets and engines of an {@code SSLContext}. */
final class JsseSenders implements Senders {
  /** An engine of a library that nobody knows; only where a filter asks for it. */
  static final String UNKNOWN = "unknown";

  private final SSLContext context = UnderTest.context();

  JsseSenders() throws Exception {}

  SSLContext context() {
    return context;
  }

  @Override
  public List<String> transports() {
    return Arrays.asList("socket", "engine");
  }

  @Override
  public Sender make(String transport, Kind kind, boolean client, Endpoint peer, int port)
      throws Exception {
    if (transport.equals("socket")) {
      return new SocketSender(context, kind, client, peer, port);
    }
    SSLEngine engine = kind.engine(context, client, port);
    return new EngineSender(
        new Endpoint(transport.equals(UNKNOWN) ? new DelegatingEngine(engine) : Odd.around(engine)),
        peer);
  }
}
