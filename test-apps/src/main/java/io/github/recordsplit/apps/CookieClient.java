package io.github.recordsplit.apps;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import javax.net.ssl.SSLSocket;

/**
 * A browser, as far as an attack on its cookie needs one: a script of a foreign page has it send
 * requests, to which it adds a cookie that the script cannot read, and bytes of the script's choice
 * on the same connection.
 *
 * <p>The arguments are the cookies, one a connection. The script comes on stdin, one line a step:
 * {@code open HOST PORT}, {@code get PATH}, {@code send HEX}. Each {@code get} and each {@code
 * send} is one write.
 */
public class CookieClient implements AutoCloseable {
  private final String[] cookies;
  private int connections;
  private OutputStream connection;

  CookieClient(String[] cookies) {
    this.cookies = cookies;
  }

  public static void main(String[] cookies) throws Exception {
    try (CookieClient client = new CookieClient(cookies)) {
      client.run();
    }
  }

  /** The request as everybody knows it, up to the cookie's value. */
  public static String requestUpToCookie(String path) {
    return "GET " + path + " HTTP/1.1\r\nHost: bank.test\r\nCookie: id=";
  }

  final void run() throws Exception {
    BufferedReader script =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
    for (String step = script.readLine(); step != null; step = script.readLine()) {
      run(step.split(" ", -1));
    }
  }

  private void run(String[] step) throws Exception {
    switch (step[0]) {
      case "open":
        open(step[1], Integer.parseInt(step[2]));
        break;
      case "get":
        String request = requestUpToCookie(step[1]) + cookies[connections - 1] + "\r\n\r\n";
        write(request.getBytes(StandardCharsets.US_ASCII));
        break;
      case "send":
        write(bytes(step[1]));
        break;
      default:
        throw new IllegalArgumentException(step[0]);
    }
  }

  private void open(String host, int port) throws Exception {
    close();
    connections++;
    connection = connect(host, port);
  }

  /** A connection after its handshake: each write is one payload. */
  OutputStream connect(String host, int port) throws Exception {
    SSLSocket socket = (SSLSocket) UnderTest.context().getSocketFactory().createSocket(host, port);
    // The library's own protection would otherwise wait for an ACK at each payload: minutes in all.
    socket.setTcpNoDelay(true);
    socket.setSSLParameters(Kind.TLS_1_0_CBC.parameters());
    socket.startHandshake();
    return socket.getOutputStream();
  }

  private void write(byte[] payload) throws IOException {
    connection.write(payload);
  }

  private static byte[] bytes(String hex) {
    byte[] bytes = new byte[hex.length() / 2];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) Integer.parseInt(hex.substring(2 * i, 2 * i + 2), 16);
    }
    return bytes;
  }

  @Override
  public void close() throws IOException {
    if (connection != null) {
      connection.close();
    }
  }
}
