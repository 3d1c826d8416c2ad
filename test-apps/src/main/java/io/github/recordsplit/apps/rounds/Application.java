package io.github.recordsplit.apps.rounds;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.security.KeyStore;
import javax.net.ssl.KeyManagerFactory;

/**
 * A server and its client, with a library of their own. The server says where it listens; the
 * client is sent through other ports, which its test has given, so that the test sees what passes.
 */
public abstract class Application {
  private static final String[] PROTOCOLS = {"TLSv1", "TLSv1.3", "TLSv1"};

  /**
   * Starts the server on the loopback interface.
   *
   * @param round where its client will connect to
   * @return its port
   */
  protected abstract int serve(Round round) throws Exception;

  /**
   * What the client does.
   *
   * @return what came of it: the same each time
   */
  protected abstract String use(Round round) throws Exception;

  /** Whether one server does for all rounds. */
  protected boolean servesAll() {
    return true;
  }

  /**
   * All rounds, then the end of the JVM, whatever threads the library has left. Without ports it
   * serves alone, until its input ends.
   */
  protected final void run(String[] ports) {
    int status = 0;
    try {
      rounds(ports);
    } catch (Throwable t) {
      t.printStackTrace();
      status = 1;
    }
    System.out.flush();
    System.exit(status);
  }

  private void rounds(String[] ports) throws Exception {
    if (ports.length == 0) {
      System.out.println("port " + serve(new Round(PROTOCOLS[0], 0)));
      while (System.in.read() >= 0) {
        // Until the test is done.
      }
    }
    int server = 0;
    for (int i = 0; i < ports.length; i++) {
      Round round = new Round(PROTOCOLS[i], Integer.parseInt(ports[i]));
      server = server == 0 || !servesAll() ? serve(round) : server;
      System.out.println("serving " + i + " " + server);
      System.out.println("round " + i + ": " + use(round));
    }
  }

  /** For servers that do not say which port they chose. */
  protected static int freePort() throws IOException {
    try (ServerSocket free = new ServerSocket(0)) {
      return free.getLocalPort();
    }
  }

  /** For servers that start in a thread of their own. */
  protected static void awaitListening(int port) throws Exception {
    for (int tries = 0; tries < 1000; tries++) {
      try {
        new Socket(InetAddress.getLoopbackAddress(), port).close();
        return;
      } catch (IOException notYet) {
        Thread.sleep(20);
      }
    }
  }

  /** The default key store's path. */
  protected static String keyStore() {
    return System.getProperty("javax.net.ssl.keyStore");
  }

  protected static String password() {
    return System.getProperty("javax.net.ssl.keyStorePassword");
  }

  /** The key of the default key store. */
  protected static KeyManagerFactory keys() throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = new FileInputStream(keyStore())) {
      store.load(in, password().toCharArray());
    }
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, password().toCharArray());
    return keys;
  }
}
