package io.github.recordsplit.demo;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import javax.net.ssl.HttpsURLConnection;

/**
 * A client on {@code HttpsURLConnection}, which keeps its connection alive and switches Nagle's
 * algorithm off. Each request carries the cookie that BEAST is after.
 *
 * <p>Arguments: ports on 127.0.0.1.
 */
public final class HttpsClient {
  private static final String COOKIE = "session=5b1d8f0c2a7e4936b0c4d1e2f3a49586";

  private HttpsClient() {}

  public static void main(String[] args) throws IOException {
    int[] ports = RequestLoop.portsOf(args);
    RequestLoop loop = new RequestLoop();
    for (int port : ports) {
      URL url = new URL("https://127.0.0.1:" + port + "/balance");
      loop.add(() -> get(url));
    }
    loop.run();
  }

  private static void get(URL url) throws IOException {
    HttpsURLConnection connection = (HttpsURLConnection) url.openConnection();
    connection.setRequestProperty("Cookie", COOKIE);
    try (InputStream body = connection.getInputStream()) {
      byte[] buffer = new byte[1024];
      while (body.read(buffer) >= 0) {
        // to its end, so that the connection is kept
      }
    }
  }
}
