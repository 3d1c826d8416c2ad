package io.github.recordsplit.apps;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.SSLContext;

/**
 * Sends two payloads of 100 bytes over each kind of connection of the library under test, which
 * says of itself what {@link Odd} is told, and prints the records that left or what it was thrown;
 * then it waits for the end of stdin.
 *
 * <p>Arguments: the kind as {@link Lengths} names it, the ends as there, and words.
 */
public final class OddWords {
  private static final int SIZE = 100;

  private final SSLContext context = SSLContext.getDefault();
  private final Senders underTest = Senders.underTest();
  private final List<Sender> open = new ArrayList<>();
  private int port = 1024;

  private OddWords() throws Exception {}

  public static void main(String[] args) throws Exception {
    OddWords odd = new OddWords();
    for (String transport : odd.underTest.transports()) {
      if (Arrays.asList(args[1].split(",", -1)).contains(transport)) {
        for (String role : new String[] {"client", "server"}) {
          for (int i = 2; i < args.length && odd.isOne(transport, role); i++) {
            odd.connection(Kind.of(args[0]), transport, role, args[i]);
          }
        }
      }
    }
    System.out.println("done");
    while (System.in.read() >= 0) {
      // Until the test has looked at it.
    }
  }

  /** Few libraries layer a server's socket over another; not all have clients. */
  private boolean isOne(String transport, String role) {
    return role.equals("client") ? underTest.hasClients() : !transport.equals("socket");
  }

  private void connection(Kind kind, String transport, String role, String words) {
    List<Object> seen = new ArrayList<>();
    boolean client = role.equals("client");
    try {
      Endpoint peer = new Endpoint(kind.engine(context, !client, ++port));
      Odd.say(words);
      Sender sender = underTest.make(transport, kind, client, peer, port);
      open.add(sender); // so that it is not collected before the test has asked for it
      for (int i = 0; i < 2; i++) {
        peer.mark();
        sender.send(new byte[SIZE]);
        seen.add(Sender.join(peer.plainLengths));
      }
    } catch (Exception e) {
      seen.add(e);
    }
    System.out.println(transport + " " + role + " [" + words + "] " + seen);
  }
}
