package io.github.recordsplit.apps;

import io.github.recordsplit.apps.framing.FramingReceivers;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;

/**
 * Connections to a peer of each name, some of them on TLS 1.0, one of them with a name that would
 * be markup; some that a rule may upgrade; then the four receivers, until stdin ends.
 */
public final class ThreeKinds {
  private static final byte[] PAYLOAD = new byte[100];

  private static final byte[] PROTOCOL_VERSION_ALERT = {21, 3, 1, 0, 2, 2, 70};

  private static final List<Endpoint> OPEN = new ArrayList<>();

  private ThreeKinds() {}

  public static void main(String[] args) throws Exception {
    talk("db.example", 5432, Kind.TLS_1_0_CBC);
    talk("ledger.example", 443, Kind.TLS_1_0_CBC);
    talk("2001:db8::7", 8443, Kind.TLS_1_0_CBC);
    talk("<script>alert('x')</script>&\"", 443, Kind.TLS_1_0_CBC);
    talk("api.a-rather-long-name-of-a-service-in-some-cluster.example", 443, Kind.TLS_1_2_GCM);
    talk("new.pinned.example", 636, Kind.TLS_1_0_CBC, Kind.TLS_1_2_GCM);
    talk("old.pinned.example", 636, Kind.TLS_1_0_CBC, Kind.TLS_1_0_CBC);
    failToTalk("odd.pinned.example", 636);
    FramingReceivers.main(new String[] {"answer"});
  }

  private static void talk(String host, int port, Kind kind) throws Exception {
    talk(host, port, kind, kind);
  }

  private static void talk(String host, int port, Kind own, Kind peers) throws Exception {
    SSLContext context = SSLContext.getDefault();
    Endpoint client = Crowd.endpoint(context.createSSLEngine(host, port), own, true);
    Endpoint server = Crowd.endpoint(context.createSSLEngine(), peers, false);
    String unused = new EngineSender(client, server).send(PAYLOAD);
    OPEN.add(client);
    OPEN.add(server);
  }

  /** The peer answers as one that takes newer versions for an error. */
  private static void failToTalk(String host, int port) throws Exception {
    SSLEngine engine = SSLContext.getDefault().createSSLEngine(host, port);
    Endpoint client = Crowd.endpoint(engine, Kind.TLS_1_0_CBC, true);
    client.advance();
    try {
      throw new IllegalStateException("records: " + client.receive(PROTOCOL_VERSION_ALERT));
    } catch (SSLException due) {
      OPEN.add(client);
    }
  }
}
