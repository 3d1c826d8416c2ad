package io.github.recordsplit.tools.probe;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;

/** A TLS server that answers split, and says of each client how it took that. */
public final class Listener {
  private static final String PASSWORD = "RECORDSPLIT_KEYSTORE_PASSWORD";

  /** Longer than Nagle's algorithm holds back a second record, in milliseconds. */
  private static final int REST = 500;

  private static final byte[] HTTP =
      Dialogue.ascii(
          "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 21\r\n\r\n"
              + "answered by a probe.\n");

  private final int port;
  private final SSLContext context;
  private final byte[] answer;
  private boolean tls1;
  private boolean inTurn;
  private boolean twoWrites;
  private boolean json;
  private int timeout = 5000;

  /**
   * A server that is not yet listening.
   *
   * @param keystore a PKCS12 file whose password is in the environment, or null: a throw-away key
   * @param answer to each payload of a client, or null: an HTTP response
   */
  public Listener(int port, File keystore, byte[] answer) throws CannotTellException {
    this.port = port;
    this.answer = answer == null ? HTTP : answer;
    TlsSetup.prepare();
    String given = System.getenv(PASSWORD);
    char[] password = given == null ? new char[0] : given.toCharArray();
    try {
      KeyStore keys = keystore == null ? throwAway(password) : load(keystore, password);
      context = TlsSetup.server(keys, password);
    } catch (GeneralSecurityException | IOException e) {
      throw new CannotTellException(
          keystore == null
              ? "no key can be made: " + e.getMessage()
              : "no key in " + keystore + " with the password in " + PASSWORD,
          e);
    }
  }

  private static KeyStore load(File file, char[] password)
      throws GeneralSecurityException, IOException {
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = new FileInputStream(file)) {
      keys.load(in, password);
    }
    return keys;
  }

  private static KeyStore throwAway(char[] password) throws GeneralSecurityException, IOException {
    Certificate made = new Certificate();
    KeyStore keys = KeyStore.getInstance("PKCS12");
    keys.load(null, null);
    java.security.cert.Certificate[] chain = {made.certificate};
    keys.setKeyEntry("probe", made.keys.getPrivate(), password, chain);
    return keys;
  }

  /** Speaks nothing but TLS 1.0. */
  public Listener tls1(boolean only) {
    tls1 = only;
    return this;
  }

  /** Answers every second client whole, so that both can be compared. */
  public Listener inTurn(boolean turns) {
    inTurn = turns;
    return this;
  }

  /** Sends the two records of an answer in two writes. */
  public Listener twoWrites(boolean two) {
    twoWrites = two;
    return this;
  }

  /** For the handshake, and how long a client may do nothing, in milliseconds. */
  public Listener timeout(int milliseconds) {
    timeout = milliseconds;
    return this;
  }

  /** Tells it in JSON. */
  public Listener json(boolean forPrograms) {
    json = forPrograms;
    return this;
  }

  /** Serves so many clients; it tells of each, and sums up at its end, if that is Ctrl-C, too. */
  public void serve(int clients, PrintStream out) throws CannotTellException {
    ExecutorService threads = Executors.newCachedThreadPool();
    Clients told = new Clients(out, json);
    try (ServerSocket listener = new ServerSocket(port)) {
      told.listening(listener.getLocalPort());
      Runtime.getRuntime().addShutdownHook(new Thread(told::end));
      for (int i = 1; i <= clients; i++) {
        int number = i;
        Socket socket = listener.accept();
        SplitStyle split = twoWrites ? SplitStyle.TWO_WRITES : SplitStyle.SPLIT;
        SplitStyle style = inTurn && i % 2 == 1 ? SplitStyle.WHOLE : split;
        String address = socket.getInetAddress().getHostAddress();
        threads.execute(() -> told.add(number, address, reaction(socket, style)));
      }
      threads.shutdown();
      threads.awaitTermination(1, TimeUnit.DAYS);
      told.end();
    } catch (IOException e) {
      throw new CannotTellException("cannot listen on port " + port + ": " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      threads.shutdownNow();
    }
  }

  private ClientReaction reaction(Socket socket, SplitStyle style) {
    SSLEngine engine = context.createSSLEngine();
    engine.setUseClientMode(false);
    TlsSetup.protocols(engine, tls1);
    try (TlsConnection connection = new TlsConnection(socket, engine)) {
      socket.setTcpNoDelay(true);
      connection.handshake(Deadline.in(timeout));
      return took(connection, style);
    } catch (SocketTimeoutException e) {
      return ClientReaction.noHandshake("no handshake in time", style);
    } catch (IOException e) {
      return ClientReaction.noHandshake("no handshake: " + e.getMessage(), style);
    }
  }

  private ClientReaction took(TlsConnection connection, SplitStyle style) {
    int payloads = 0;
    long answered = System.nanoTime();
    ClientReaction.End end = ClientReaction.End.CLOSED;
    String error = null;
    try {
      while (receives(connection)) {
        payloads++;
        connection.write(answer, style);
        answered = System.nanoTime();
      }
    } catch (SocketTimeoutException silent) {
      end = ClientReaction.End.WAITS;
    } catch (IOException e) {
      end = ClientReaction.End.ERROR;
      error = e.getMessage();
    }
    if (payloads == 0 && end != ClientReaction.End.ERROR) {
      String what = end == ClientReaction.End.CLOSED ? "closed without a" : "sent no";
      return ClientReaction.noRequest(what + " request", connection, style);
    }
    long after = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - answered);
    return ClientReaction.answered(connection, style, end, error, payloads, after);
  }

  /** One payload; a client that splits sends it as one byte and the rest. */
  private boolean receives(TlsConnection connection) throws IOException {
    byte[] bytes = connection.read(Deadline.in(timeout));
    if (bytes != null && bytes.length == 1) {
      try {
        connection.read(Deadline.in(REST));
      } catch (SocketTimeoutException alone) {
        // The payload was that byte.
      }
    }
    return bytes != null;
  }
}
