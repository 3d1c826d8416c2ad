package io.github.recordsplit.apps;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/**
 * A request/reply client of the old school: one write a request, then it waits for the reply.
 *
 * <p>A request is a line; the reply must be that line reversed.
 */
public final class LineClient {
  private LineClient() {}

  /** Host, port, kind of connection, then the size of each request, line end included. */
  public static void main(String[] args) throws Exception {
    String host = args[0];
    int port = Integer.parseInt(args[1]);
    try (SSLSocket socket =
        (SSLSocket) SSLContext.getDefault().getSocketFactory().createSocket(host, port)) {
      socket.setSSLParameters(Kind.of(args[2]).parameters());
      BufferedReader in =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
      for (String size : Arrays.asList(args).subList(3, args.length)) {
        exchange(socket.getOutputStream(), in, Integer.parseInt(size));
      }
    }
  }

  private static void exchange(OutputStream out, BufferedReader in, int size) throws Exception {
    String line = line(size);
    out.write((line + "\n").getBytes(StandardCharsets.US_ASCII));
    String reply = in.readLine();
    boolean good = new StringBuilder(line).reverse().toString().equals(reply);
    System.out.println(size + (good ? " ok" : " BAD: " + reply));
  }

  private static String line(int size) {
    StringBuilder line = new StringBuilder();
    while (line.length() < size - 1) {
      line.append((char) ('a' + line.length() % 26));
    }
    return line.toString();
  }
}
