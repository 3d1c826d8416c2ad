package io.github.recordsplit.apps;

import io.github.recordsplit.apps.framing.FramingReceivers;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLContext;

/**
 * Connections to a peer of each name, some of them on TLS 1.0, one of them with a name that would
 * be markup; then the four receivers, until stdin ends.
 */
public final class ThreeKinds {
  private static final byte[] PAYLOAD = new byte[100];

  private static final List<Endpoint> OPEN = new ArrayList<>();

  private ThreeKinds() {}

  public static void main(String[] args) throws Exception {
    talk("db.example", 5432, Kind.TLS_1_0_CBC);
    talk("ledger.example", 443, Kind.TLS_1_0_CBC);
    talk("2001:db8::7", 8443, Kind.TLS_1_0_CBC);
    talk("<script>alert('x')</script>&\"", 443, Kind.TLS_1_0_CBC);
    talk("api.a-rather-long-name-of-a-service-in-some-cluster.example", 443, Kind.TLS_1_2_GCM);
    FramingReceivers.main(new String[] {"answer"});
  }

  private static void talk(String host, int port, Kind kind) throws Exception {
    SSLContext context = SSLContext.getDefault();
    Endpoint client = Crowd.endpoint(context.createSSLEngine(host, port), kind, true);
    Endpoint server = Crowd.endpoint(context.createSSLEngine(), kind, false);
    String unused = new EngineSender(client, server).send(PAYLOAD);
    OPEN.add(client);
    OPEN.add(server);
  }
}
