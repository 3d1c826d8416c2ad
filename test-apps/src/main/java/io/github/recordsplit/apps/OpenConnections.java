package io.github.recordsplit.apps;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;

/**
 * Connections in memory that stay open: TLS 1.0 with CBC, sockets and engines, clients and servers.
 * Each line on stdin makes each of them send 200 bytes, and says which records they became.
 *
 * <p>Each argument is a connection: {@code socket|engine client|server PORT [FLAG]}.
 */
public final class OpenConnections {
  private static final int SIZE = 200;

  private final SSLContext context = SSLContext.getDefault();
  private final SSLContext underTest = UnderTest.context();
  private final String name;
  private final Endpoint peer;
  private final Sender sender;
  private int sent;

  private OpenConnections(String connection) throws Exception {
    String[] words = connection.split(" ", -1);
    boolean client = words[1].equals("client");
    int port = Integer.parseInt(words[2]);
    name = connection;
    peer = endpoint(context, !client, port);
    sender =
        words[0].equals("socket")
            ? new SocketSender(underTest, Kind.TLS_1_0_CBC, client, peer, port)
            : new EngineSender(endpoint(underTest, client, port), peer);
    if (words.length > 3) {
      sender.session().putValue("recordsplit", words[3]);
    }
  }

  public static void main(String[] connections) throws Exception {
    List<OpenConnections> all = new ArrayList<>();
    for (String connection : connections) {
      all.add(new OpenConnections(connection));
    }
    System.out.println("open " + all.size());
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      for (OpenConnections connection : all) {
        System.out.println(line + ": " + connection.name + ": " + connection.send());
      }
      System.out.println(line + ": counted " + counted("entered") + "," + counted("left"));
    }
  }

  /** What {@link CountingAgent} counted. */
  private static Object counted(String which) {
    return System.getProperties().getOrDefault("counted." + which, 0);
  }

  private String send() throws Exception {
    byte[] payload = new byte[SIZE];
    Arrays.fill(payload, (byte) ++sent);
    peer.mark();
    sender.send(payload);
    return Arrays.equals(payload, peer.received()) ? Sender.join(peer.plainLengths) : "BAD";
  }

  private static Endpoint endpoint(SSLContext context, boolean client, int port)
      throws SSLException {
    SSLEngine engine = context.createSSLEngine("localhost", port);
    engine.setUseClientMode(client);
    engine.setSSLParameters(Kind.TLS_1_0_CBC.parameters());
    return new Endpoint(engine);
  }
}
