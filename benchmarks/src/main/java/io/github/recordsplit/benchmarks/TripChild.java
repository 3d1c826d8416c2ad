package io.github.recordsplit.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;

/**
 * Measures round trips when told to. Arguments: a {@link Shape}, then address and port of a {@link
 * ReplyServer}, or nothing for one in this JVM. Each line on stdin is {@code nagle} or {@code
 * nodelay}, the bytes of a reply and a number of trips, and is answered with their median in
 * nanoseconds.
 */
public final class TripChild {
  private TripChild() {}

  public static void main(String[] args) throws IOException, GeneralSecurityException {
    Shape shape = Shape.valueOf(args[0]);
    boolean here = args.length == 1;
    InetAddress server = here ? InetAddress.getLoopbackAddress() : InetAddress.getByName(args[1]);
    int port = here ? ReplyServer.start(shape, server) : Integer.parseInt(args[2]);
    Client nagle = Client.connect(shape, true, server, port);
    Client nodelay = Client.connect(shape, false, server, port);
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      String[] words = line.split(" ", -1);
      Client client = words[0].equals("nagle") ? nagle : nodelay;
      System.out.println(client.median(Integer.parseInt(words[1]), Integer.parseInt(words[2])));
    }
  }
}
