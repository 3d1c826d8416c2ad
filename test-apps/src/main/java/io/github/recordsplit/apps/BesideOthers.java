package io.github.recordsplit.apps;

import com.sun.net.httpserver.HttpsServer;
import java.io.InputStream;
import java.net.URL;

/**
 * What another vendor's agent has something to do with, requests over HTTPS, and then {@link
 * OpenConnections}.
 */
public final class BesideOthers {
  private static final int[] SIZES = {1, 200, 5000};

  private BesideOthers() {}

  /** As that has them. */
  public static void main(String[] connections) throws Exception {
    HttpsServer server = HttpsEchoServer.start();
    String url = "https://localhost:" + server.getAddress().getPort() + "/";
    for (int size : SIZES) {
      System.out.println("got " + get(new URL(url + size)) + " of " + size);
    }
    server.stop(0);
    OpenConnections.main(connections);
  }

  private static int get(URL url) throws Exception {
    byte[] chunk = new byte[1000];
    int sum = 0;
    try (InputStream in = url.openStream()) {
      for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
        sum += n;
      }
    }
    return sum;
  }
}
