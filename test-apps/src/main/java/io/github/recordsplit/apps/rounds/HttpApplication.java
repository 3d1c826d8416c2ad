package io.github.recordsplit.apps.rounds;

import io.github.recordsplit.apps.HttpsEchoServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import javax.net.ssl.HttpsURLConnection;

/**
 * HTTP: a GET of /N gets N bytes, a POST gets its body back. Whatever the library does not bring is
 * the JDK's: its server for clients, its client for servers.
 */
public abstract class HttpApplication extends Application {
  private static final int SMALL = 200;
  private static final int LARGE = 9000;

  @Override
  protected int serve(Round round) throws Exception {
    return HttpsEchoServer.start().getAddress().getPort();
  }

  @Override
  protected String use(Round round) throws Exception {
    Exchange client = client(round);
    StringBuilder done = new StringBuilder();
    for (int size : new int[] {SMALL, LARGE, SMALL}) {
      String got = client.exchange(round.url() + "/" + size, null);
      String echo = client.exchange(round.url() + "/echo", body(size));
      done.append(describe(got)).append(", ").append(describe(echo)).append("; ");
    }
    return done.toString();
  }

  /** The client, which keeps its connection between exchanges if it can. */
  protected Exchange client(Round round) throws Exception {
    javax.net.ssl.SSLSocketFactory sockets = round.context().getSocketFactory();
    return (url, body) -> exchange(sockets, url, body);
  }

  /** What a server of the library answers. */
  protected static byte[] answer(String method, String path, byte[] body) {
    return method.equals("GET") ? filler(Integer.parseInt(path.substring(1))) : body;
  }

  /** One exchange: a GET without a body, a POST with one; the reply's body. */
  protected interface Exchange {
    String exchange(String url, String body) throws Exception;
  }

  private static String exchange(javax.net.ssl.SSLSocketFactory sockets, String url, String body)
      throws IOException {
    HttpsURLConnection connection = (HttpsURLConnection) new URL(url).openConnection();
    connection.setSSLSocketFactory(sockets);
    if (body != null) {
      connection.setDoOutput(true);
      try (OutputStream out = connection.getOutputStream()) {
        out.write(body.getBytes(StandardCharsets.US_ASCII));
      }
    }
    return read(connection.getInputStream());
  }

  /** All of it, one byte a character. */
  protected static String read(InputStream in) throws IOException {
    return new String(readAll(in), StandardCharsets.ISO_8859_1);
  }

  protected static byte[] readAll(InputStream in) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    byte[] chunk = new byte[8192];
    for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
      bytes.write(chunk, 0, n);
    }
    in.close();
    return bytes.toByteArray();
  }

  private static String describe(String reply) {
    return reply.length() + " bytes " + reply.hashCode();
  }

  private static String body(int size) {
    char[] body = new char[size];
    for (int i = 0; i < size; i++) {
      body[i] = (char) ('a' + i % 26);
    }
    return new String(body);
  }

  private static byte[] filler(int size) {
    byte[] filler = new byte[size];
    Arrays.fill(filler, (byte) 'x');
    return filler;
  }
}
