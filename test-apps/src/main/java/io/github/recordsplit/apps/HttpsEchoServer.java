package io.github.recordsplit.apps;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import javax.net.ssl.SSLContext;

/** The JDK's own HTTP server: a body comes back as it was, and a GET of /N gets N bytes. */
public final class HttpsEchoServer {
  private HttpsEchoServer() {}

  /** Serves until its stdin ends; the port that it chose is its first line of output. */
  public static void main(String[] args) throws Exception {
    HttpsServer server = start();
    System.out.println("port " + server.getAddress().getPort());
    while (System.in.read() >= 0) {
      // Until its end.
    }
    server.stop(0);
  }

  /** Starts it on a free port of the loopback interface. */
  public static HttpsServer start() throws Exception {
    InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    HttpsServer server = HttpsServer.create(anyPort, 0);
    server.setHttpsConfigurator(new HttpsConfigurator(SSLContext.getDefault()));
    server.createContext("/", HttpsEchoServer::handle);
    server.start();
    return server;
  }

  private static void handle(HttpExchange exchange) throws IOException {
    byte[] reply = readAll(exchange.getRequestBody());
    if (exchange.getRequestMethod().equals("GET")) {
      reply = new byte[Integer.parseInt(exchange.getRequestURI().getPath().substring(1))];
      Arrays.fill(reply, (byte) 'x');
    }
    exchange.sendResponseHeaders(200, reply.length);
    exchange.getResponseBody().write(reply);
    exchange.close();
  }

  private static byte[] readAll(InputStream in) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    byte[] chunk = new byte[8192];
    for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
      bytes.write(chunk, 0, n);
    }
    return bytes.toByteArray();
  }
}
