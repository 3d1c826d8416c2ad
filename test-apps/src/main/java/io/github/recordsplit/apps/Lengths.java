package io.github.recordsplit.apps;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import javax.net.ssl.SSLContext;

/**
 * Sends payloads of chosen sizes over every kind of connection and prints the records that left.
 *
 * <p>Each argument is a comma list of words; a case runs when it has a word of every list. For
 * example {@code TLSv1/CBC socket,engine client 1,2,16405}.
 */
public final class Lengths {
  private static final int[] SIZES = {0, 1, 2, 5, 100, 16384, 16385, 16405, 40000};
  private static final List<String> ROLES = Arrays.asList("client", "server");

  private final SSLContext context = SSLContext.getDefault();
  private final Senders underTest = Senders.underTest();
  private final String[] filters;
  // A port of its own for each connection: a resumed session would change the handshake.
  private int port = 1024;
  private boolean bad;

  private Lengths(String[] filters) throws Exception {
    this.filters = filters;
  }

  public static void main(String[] filters) throws Exception {
    Lengths lengths = new Lengths(filters);
    for (Kind kind : Kind.available()) {
      for (String transport : lengths.transports()) {
        for (String role : ROLES) {
          lengths.connections(kind, transport, role);
        }
      }
    }
    if (lengths.bad) {
      System.exit(1);
    }
  }

  private List<String> transports() {
    return Arrays.asList(filters).contains(JsseSenders.UNKNOWN)
        ? Collections.singletonList(JsseSenders.UNKNOWN)
        : underTest.transports();
  }

  private void connections(Kind kind, String transport, String role) throws Exception {
    for (int size : SIZES) {
      if (wanted(kind.label, transport, role, String.valueOf(size))) {
        connection(kind, transport, role, size);
      }
    }
  }

  private boolean wanted(String... words) {
    return Arrays.stream(filters)
        .allMatch(f -> Arrays.stream(f.split(",", -1)).anyMatch(Arrays.asList(words)::contains));
  }

  private void connection(Kind kind, String transport, String role, int size) throws Exception {
    boolean client = role.equals("client");
    Endpoint peer = new Endpoint(kind.engine(context, !client, ++port));
    Sender sender = underTest.make(transport, kind, client, peer, port);
    String name = kind.label + " " + transport + " " + role + " " + size;
    payload(name + " first", sender, peer, random(size, 1));
    UnderTest.laterFlag(sender);
    payload(name + " later", sender, peer, random(size, 2));
  }

  private void payload(String name, Sender sender, Endpoint peer, byte[] payload) throws Exception {
    peer.mark();
    String left = sender.send(payload);
    String records = " records=" + Sender.join(peer.plainLengths);
    String wire = " wire=" + Sender.join(peer.wireLengths);
    boolean same = Arrays.equals(payload, peer.received());
    bad |= !same;
    System.out.println(name + records + " " + left + wire + (same ? "" : " BAD"));
  }

  private static byte[] random(int size, int seed) {
    byte[] bytes = new byte[size];
    new Random(31L * size + seed).nextBytes(bytes);
    return bytes;
  }
}
