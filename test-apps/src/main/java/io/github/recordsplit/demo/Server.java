package io.github.recordsplit.demo;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;

/**
 * The JDK's HTTPS server, and one for the line protocol of {@link SocketClient}; both speak TLS 1.0
 * with AES-128-CBC only. Prints their two ports and serves until its stdin ends.
 */
public final class Server {
  static final String[] PROTOCOL = {"TLSv1"};
  static final String[] SUITE = {"TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA"};

  private Server() {}

  public static void main(String[] args) throws IOException, GeneralSecurityException {
    SSLContext context = SSLContext.getDefault();
    ExecutorService threads = Executors.newCachedThreadPool(Server::daemon);
    int https = startHttps(context, threads);
    System.out.println(https + " " + startLines(context, threads));
    while (System.in.read() >= 0) {
      // whoever started it is still there
    }
    System.exit(0);
  }

  static Thread daemon(Runnable task) {
    Thread thread = new Thread(task);
    thread.setDaemon(true);
    return thread;
  }

  private static int startHttps(SSLContext context, ExecutorService threads) throws IOException {
    InetSocketAddress here = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    HttpsServer server = HttpsServer.create(here, 0);
    server.setHttpsConfigurator(
        new HttpsConfigurator(context) {
          @Override
          public void configure(HttpsParameters parameters) {
            parameters.setProtocols(PROTOCOL);
            parameters.setCipherSuites(SUITE);
          }
        });
    server.createContext("/", Server::reply);
    server.setExecutor(threads);
    server.start();
    return server.getAddress().getPort();
  }

  private static void reply(HttpExchange exchange) throws IOException {
    byte[] body = SocketClient.line();
    exchange.sendResponseHeaders(200, body.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(body);
    }
  }

  private static int startLines(SSLContext context, ExecutorService threads) throws IOException {
    InetAddress here = InetAddress.getLoopbackAddress();
    SSLServerSocket server =
        (SSLServerSocket) context.getServerSocketFactory().createServerSocket(0, 0, here);
    server.setEnabledProtocols(PROTOCOL);
    server.setEnabledCipherSuites(SUITE);
    threads.execute(() -> accept(server, threads));
    return server.getLocalPort();
  }

  private static void accept(SSLServerSocket server, ExecutorService threads) {
    try {
      while (true) {
        Socket socket = server.accept();
        threads.execute(() -> serveLines(socket));
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void serveLines(Socket socket) {
    byte[] reply = SocketClient.line();
    try (Socket closed = socket) {
      while (SocketClient.readLine(closed.getInputStream())) {
        closed.getOutputStream().write(reply);
      }
    } catch (IOException e) {
      System.err.println("a client left: " + e);
    }
  }
}
