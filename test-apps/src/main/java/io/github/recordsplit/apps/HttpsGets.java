package io.github.recordsplit.apps;

import java.io.InputStream;
import java.net.URL;
import javax.net.ssl.HttpsURLConnection;

/** GET over {@code HttpsURLConnection}, so many times on one connection. */
public final class HttpsGets {
  private HttpsGets() {}

  /** The URL, and how often. */
  public static void main(String[] args) throws Exception {
    byte[] chunk = new byte[1000];
    for (int i = Integer.parseInt(args[1]); i > 0; i--) {
      HttpsURLConnection connection = (HttpsURLConnection) new URL(args[0]).openConnection();
      try (InputStream in = connection.getInputStream()) {
        for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
          // To its end, so that the connection is kept.
        }
      }
    }
  }
}
