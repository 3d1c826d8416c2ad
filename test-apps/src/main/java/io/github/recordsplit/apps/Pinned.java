package io.github.recordsplit.apps;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import javax.net.ServerSocketFactory;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;

/**
 * An application of the time of TLS 1.0, which offers nothing else: as a client it sends a line
 * over each connection and wants that line reversed, as a server it answers so.
 */
public final class Pinned {
  private static final String[] PROTOCOLS = {"TLSv1"};
  private static final String[] SUITES = {
    "TLS_RSA_WITH_AES_128_CBC_SHA", "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA"
  };
  private static final String LINE = "a line that is no palindrome";

  private Pinned() {}

  /**
   * For a client {@code PORT TRANSPORT PIN} of each connection, asked for on stdin; for a server
   * {@code server TRANSPORT PIN}, which serves one connection for each line on stdin.
   *
   * <p>A transport is {@code socket} or {@code engine}. A pin is {@code suites}: protocol and
   * cipher suites were set, {@code protocol}: only that, {@code context}: the {@code SSLContext} is
   * one of TLS 1.0, and nothing was set.
   */
  public static void main(String[] args) throws Exception {
    BufferedReader in = reader(System.in);
    if (args.length > 0 && args[0].equals("server")) {
      serve(args[1], args[2], in);
      return;
    }
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      String[] words = line.split(" ", -1);
      report(connect(Integer.parseInt(words[0]), words[1], words[2]), words[2], true);
    }
  }

  private static Pipe connect(int port, String transport, String pin) throws Exception {
    if (transport.equals("engine")) {
      SSLEngine engine = context(pin).createSSLEngine("localhost", port);
      engine.setUseClientMode(true);
      engine.setSSLParameters(pinned(pin, engine.getSSLParameters()));
      return new EnginePipe(new Socket(InetAddress.getLoopbackAddress(), port), engine);
    }
    SSLSocket socket = (SSLSocket) context(pin).getSocketFactory().createSocket("localhost", port);
    socket.setSSLParameters(pinned(pin, socket.getSSLParameters()));
    return new SocketPipe(socket);
  }

  private static void serve(String transport, String pin, BufferedReader in) throws Exception {
    boolean engines = transport.equals("engine");
    ServerSocketFactory factory =
        engines ? ServerSocketFactory.getDefault() : context(pin).getServerSocketFactory();
    try (ServerSocket listener =
        factory.createServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      if (!engines) {
        SSLServerSocket secure = (SSLServerSocket) listener;
        secure.setSSLParameters(pinned(pin, secure.getSSLParameters()));
      }
      System.out.println("port " + listener.getLocalPort());
      while (in.readLine() != null) {
        Socket socket = listener.accept();
        report(engines ? engine(socket, pin) : new SocketPipe((SSLSocket) socket), pin, false);
      }
    }
  }

  private static Pipe engine(Socket socket, String pin) throws Exception {
    SSLEngine engine = context(pin).createSSLEngine();
    engine.setUseClientMode(false);
    engine.setSSLParameters(pinned(pin, engine.getSSLParameters()));
    return new EnginePipe(socket, engine);
  }

  /** The protocol, and what the application reads back of what it set; or the error that it saw. */
  private static void report(Pipe pipe, String pin, boolean client) throws Exception {
    String outcome;
    try {
      talk(pipe, client);
      outcome = pipe.protocol();
    } catch (IOException e) {
      outcome = "failed:" + (e instanceof SSLException ? " SSL" : "");
    }
    System.out.println(outcome + " reads back " + readsBack(pipe.parameters(), pin));
    close(pipe);
  }

  private static void close(Pipe pipe) {
    try {
      pipe.close();
    } catch (IOException e) {
      // It has failed before, which was told.
    }
  }

  private static void talk(Pipe pipe, boolean client) throws IOException {
    if (client) {
      pipe.send(LINE + "\n");
    }
    String line = pipe.readLine();
    String reversed = new StringBuilder(line == null ? "" : line).reverse().toString();
    if (!client) {
      pipe.send(reversed + "\n");
    } else if (!reversed.equals(LINE)) {
      throw new IOException("wrong reply: " + line);
    }
  }

  private static String readsBack(SSLParameters parameters, String pin) {
    boolean protocols = Arrays.equals(PROTOCOLS, parameters.getProtocols());
    boolean suites = !pin.equals("suites") || Arrays.equals(SUITES, parameters.getCipherSuites());
    return protocols && suites
        ? "as set"
        : Arrays.toString(parameters.getProtocols())
            + Arrays.toString(parameters.getCipherSuites());
  }

  private static SSLParameters pinned(String pin, SSLParameters parameters) {
    if (!pin.equals("context")) {
      parameters.setProtocols(PROTOCOLS);
    }
    if (pin.equals("suites")) {
      parameters.setCipherSuites(SUITES);
    }
    return parameters;
  }

  private static SSLContext context(String pin) throws Exception {
    if (!pin.equals("context")) {
      return UnderTest.context();
    }
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(UnderTest.store(), UnderTest.password());
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(UnderTest.store());
    SSLContext context = SSLContext.getInstance("TLSv1");
    context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
    return context;
  }

  private static BufferedReader reader(InputStream in) {
    return new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII));
  }

  /** A connection, however it is made. */
  interface Pipe extends AutoCloseable {
    void send(String text) throws IOException;

    String readLine() throws IOException;

    String protocol();

    SSLParameters parameters();

    @Override
    void close() throws IOException;
  }

  private static final class SocketPipe implements Pipe {
    private final SSLSocket socket;

    SocketPipe(SSLSocket socket) {
      this.socket = socket;
    }

    @Override
    public void send(String text) throws IOException {
      OutputStream out = socket.getOutputStream();
      out.write(text.getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public String readLine() throws IOException {
      return reader(socket.getInputStream()).readLine();
    }

    @Override
    public String protocol() {
      return socket.getSession().getProtocol();
    }

    @Override
    public SSLParameters parameters() {
      return socket.getSSLParameters();
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }
}
