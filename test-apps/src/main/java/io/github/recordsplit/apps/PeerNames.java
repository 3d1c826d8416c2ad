package io.github.recordsplit.apps;

import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSocket;

/**
 * Connections whose application names the peer as it likes: for each argument, the records of a
 * payload of 100 bytes on a socket and on an engine.
 *
 * <p>In an argument, <code>&#92;uXXXX</code> is a character, and <code>text{n}</code> at its start
 * a text n times.
 */
public final class PeerNames {
  private static final Pattern CHARACTER = Pattern.compile("\\\\u(\\p{XDigit}{4})");
  private static final Pattern TIMES = Pattern.compile("^([^{]*)\\{(\\d+)\\}");
  private static final Kind KIND = Kind.TLS_1_0_CBC;
  private static final int PORT = 443;

  private final SSLContext context = SSLContext.getDefault();

  private PeerNames() throws Exception {}

  public static void main(String[] names) throws Exception {
    PeerNames peers = new PeerNames();
    for (String name : names) {
      System.out.println(name + " " + peers.socket(plain(name)) + " " + peers.engine(plain(name)));
    }
  }

  private static String plain(String written) {
    StringBuilder plain = new StringBuilder();
    Matcher times = TIMES.matcher(written);
    int from = 0;
    if (times.find()) {
      for (int i = 0; i < Integer.parseInt(times.group(2)); i++) {
        plain.append(times.group(1));
      }
      from = times.end();
    }
    Matcher character = CHARACTER.matcher(written);
    for (int at = from; character.find(at); from = at) {
      plain.append(written, at, character.start());
      plain.append((char) Integer.parseInt(character.group(1), 16));
      at = character.end();
    }
    return plain.append(written, from, written.length()).toString();
  }

  private String socket(String name) throws Exception {
    Endpoint peer = new Endpoint(KIND.engine(context, false, PORT));
    MemorySocket transport = new MemorySocket(peer, PORT);
    SSLSocket socket =
        (SSLSocket) context.getSocketFactory().createSocket(transport, name, PORT, true);
    socket.setSSLParameters(KIND.parameters());
    socket.startHandshake();
    transport.deliver();
    peer.mark();
    socket.getOutputStream().write(new byte[100]);
    transport.deliver();
    return records(peer);
  }

  private String engine(String name) throws Exception {
    SSLEngine engine = context.createSSLEngine(name, PORT);
    engine.setUseClientMode(true);
    engine.setSSLParameters(KIND.parameters());
    Endpoint peer = new Endpoint(KIND.engine(context, false, PORT));
    EngineSender sender = new EngineSender(new Endpoint(engine), peer);
    peer.mark();
    sender.send(new byte[100]);
    return records(peer);
  }

  private static String records(Endpoint peer) {
    return Arrays.equals(new byte[100], peer.received()) ? Sender.join(peer.plainLengths) : "BAD";
  }
}
