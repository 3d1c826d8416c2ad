package io.github.recordsplit.harness;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** An HTTP proxy on the loopback interface, to whom all sites are servers of this machine. */
public final class ConnectProxy implements AutoCloseable {
  private static final String END = "\r\n\r\n";

  private final ServerSocket listener;
  private final List<String> sites = new ArrayList<>();

  private ConnectProxy() throws IOException {
    listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  }

  /** A proxy on a free port. */
  public static ConnectProxy start() throws IOException {
    ConnectProxy proxy = new ConnectProxy();
    startThread(proxy::accept);
    return proxy;
  }

  public int port() {
    return listener.getLocalPort();
  }

  /** What it was asked to connect to, as {@code HOST:PORT}, in the order of the requests. */
  public synchronized List<String> sites() {
    return List.copyOf(sites);
  }

  @Override
  public void close() throws IOException {
    listener.close();
  }

  private void accept() {
    try {
      while (true) {
        Socket client = listener.accept();
        startThread(() -> serve(client));
      }
    } catch (IOException closed) {
      // The test is over.
    }
  }

  private void serve(Socket client) {
    try (client) {
      String site = readHead(client.getInputStream()).split(" ", 3)[1];
      asked(site);
      int port = Integer.parseInt(site.substring(site.lastIndexOf(':') + 1));
      try (Socket server = new Socket(InetAddress.getLoopbackAddress(), port)) {
        client
            .getOutputStream()
            .write(("HTTP/1.1 200 OK" + END).getBytes(StandardCharsets.US_ASCII));
        startThread(() -> pass(server, client));
        pass(client, server);
      }
    } catch (IOException closed) {
      // One end has gone.
    }
  }

  private synchronized void asked(String site) {
    sites.add(site);
  }

  private static String readHead(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf(END) < 0) {
      int next = in.read();
      if (next < 0) {
        throw new IOException("the client closed the connection");
      }
      head.append((char) next);
    }
    return head.toString();
  }

  private static void pass(Socket from, Socket to) {
    try {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      byte[] bytes = new byte[8192];
      for (int n = in.read(bytes); n >= 0; n = in.read(bytes)) {
        out.write(bytes, 0, n);
      }
      to.shutdownOutput();
    } catch (IOException closed) {
      // One end has gone.
    }
  }

  private static void startThread(Runnable work) {
    Thread thread = new Thread(work, "proxy");
    thread.setDaemon(true);
    thread.start();
  }
}
