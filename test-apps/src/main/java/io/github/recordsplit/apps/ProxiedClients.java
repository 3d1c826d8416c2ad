package io.github.recordsplit.apps;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * Clients whose TLS stands on a socket of their own: through an HTTP proxy, or connected to the
 * server before TLS begins. Each sends two requests.
 *
 * <p>Arguments: the proxy as {@code HOST:PORT}, then connections: {@code NAME HOW HOST PORT}.
 */
public final class ProxiedClients {
  private static final int REQUESTS = 2;

  private final String proxyHost;
  private final int proxyPort;
  private final Senders senders = Senders.underTest();
  private final SSLSocketFactory factory = UnderTest.context().getSocketFactory();

  private ProxiedClients(String proxy) throws Exception {
    int colon = proxy.lastIndexOf(':');
    proxyHost = proxy.substring(0, colon);
    proxyPort = Integer.parseInt(proxy.substring(colon + 1));
  }

  public static void main(String[] args) throws Exception {
    ProxiedClients clients = new ProxiedClients(args[0]);
    for (int i = 1; i < args.length; i++) {
      String[] words = args[i].split(" ", -1);
      clients.run(words[0], words[1], words[2], Integer.parseInt(words[3]));
    }
    System.out.println((args.length - 1) + " connections");
  }

  private void run(String name, String how, String host, int port) throws Exception {
    if (how.equals("url")) {
      for (int i = 0; i < REQUESTS; i++) {
        url(new URL("https", host, port, "/" + name));
      }
      return;
    }
    Socket connected =
        how.equals("unlayered")
            ? factory.createSocket(host, port)
            : factory.createSocket(below(how, host, port), host, port, true);
    try (SSLSocket socket = senders.around((SSLSocket) connected)) {
      socket.setSSLParameters(Kind.TLS_1_0_CBC.parameters());
      for (int i = 0; i < REQUESTS; i++) {
        Lines.send(socket, name);
      }
    }
  }

  private Socket below(String how, String host, int port) throws IOException {
    switch (how) {
      case "proxy":
        return tunnel(new Socket(proxyHost, proxyPort), host, port);
      case "tunnel": // a socket that asks the proxy by itself
        Socket socket =
            new Socket(new Proxy(Proxy.Type.HTTP, new InetSocketAddress(proxyHost, proxyPort)));
        socket.connect(InetSocketAddress.createUnresolved(host, port));
        return socket;
      case "direct": // as STARTTLS clients and JDBC drivers do
        return new Socket(host, port);
      case "resolved": // as who resolves names by itself does
        return new Socket(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port);
      default:
        throw new IllegalArgumentException(how);
    }
  }

  private static Socket tunnel(Socket proxy, String host, int port) throws IOException {
    String request = "CONNECT " + host + ":" + port + " HTTP/1.1\r\n\r\n";
    proxy.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    InputStream in = proxy.getInputStream();
    StringBuilder reply = new StringBuilder();
    while (reply.indexOf("\r\n\r\n") < 0) {
      reply.append((char) in.read());
    }
    if (!reply.toString().startsWith("HTTP/1.1 200 ")) {
      throw new IOException(reply.toString());
    }
    return proxy;
  }

  private void url(URL url) throws IOException {
    Proxy proxy = new Proxy(Proxy.Type.HTTP, new InetSocketAddress(proxyHost, proxyPort));
    HttpsURLConnection connection = (HttpsURLConnection) url.openConnection(proxy);
    connection.setSSLSocketFactory(factory);
    connection.setHostnameVerifier((host, session) -> true);
    try (InputStream in = connection.getInputStream()) {
      while (in.read() >= 0) {
        // To its end, so that the connection is used again.
      }
    }
  }
}
