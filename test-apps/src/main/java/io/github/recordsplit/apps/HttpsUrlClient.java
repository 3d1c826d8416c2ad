package io.github.recordsplit.apps;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URL;
import java.security.MessageDigest;
import java.util.Arrays;

/** GET and POST over {@code HttpsURLConnection}, which keeps its connection between them. */
public final class HttpsUrlClient {
  private static final int SMALL = 200;
  private static final int LARGE = 100_000;

  private HttpsUrlClient() {}

  /** The base URLs of servers; prints what it did to each. */
  public static void main(String[] servers) throws Exception {
    for (String server : servers) {
      for (int size : new int[] {SMALL, LARGE, SMALL}) {
        exchange(new URL(server + "/" + size), new byte[0]);
        exchange(new URL(server + "/echo"), body(size));
      }
    }
  }

  private static void exchange(URL url, byte[] body) throws Exception {
    HttpURLConnection connection = (HttpURLConnection) url.openConnection();
    if (body.length > 0) {
      connection.setDoOutput(true);
      try (OutputStream out = connection.getOutputStream()) {
        out.write(body);
      }
    }
    String digest = digest(connection.getInputStream());
    String what = connection.getRequestMethod() + " " + url.getPath() + " " + body.length;
    System.out.println(what + " -> " + connection.getResponseCode() + " " + digest);
  }

  private static String digest(InputStream in) throws IOException {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      byte[] chunk = new byte[8192];
      int length = 0;
      for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
        digest.update(chunk, 0, n);
        length += n;
      }
      in.close();
      return length + " " + Arrays.hashCode(digest.digest());
    } catch (java.security.NoSuchAlgorithmException e) {
      throw new IOException(e);
    }
  }

  private static byte[] body(int size) {
    byte[] body = new byte[size];
    for (int i = 0; i < size; i++) {
      body[i] = (byte) ('a' + i % 26);
    }
    return body;
  }
}
