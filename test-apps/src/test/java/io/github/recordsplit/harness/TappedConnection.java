package io.github.recordsplit.harness;

import io.github.recordsplit.harness.TlsStream.Sealed;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A connection whose records were seen on their way. Their plaintext's lengths follow from the
 * lengths on the wire: exactly for an AEAD suite of TLS 1.3, up to its padding for a CBC suite.
 */
public final class TappedConnection {
  private static final int APPLICATION_DATA = 23;
  private static final int TLS_1_0 = 0x301;

  /** What else of TLS 1.3 a server's library leaves to itself. */
  public enum Library {
    /** It pads with 16 zeros, and sends one ticket when the client has finished. */
    JSSE(1, 16),
    /** It pads with nothing, and sends two. */
    OPEN_SSL(2, 0);

    private final int tickets;
    private final int overhead;

    Library(int tickets, int padding) {
      this.tickets = tickets;
      overhead = 1 + padding + 16; // content type, tag
    }
  }

  private static final int ALERT = 2;

  /** A Certificate message without a certificate: Finished is always longer. */
  private static final int EMPTY_CERTIFICATE = 4 + 1 + 3;

  private final TlsStream client = new TlsStream();
  private final TlsStream server = new TlsStream();
  private final CountDownLatch ended = new CountDownLatch(1);
  private int serverHandshake;

  synchronized void add(boolean fromClient, byte[] bytes, int length) {
    if (fromClient) {
      int before = data(client).size();
      client.add(bytes, length);
      if (before == 0 && data(client).size() > 0) {
        serverHandshake = data(server).size();
      }
    } else {
      server.add(bytes, length);
    }
  }

  void end() {
    ended.countDown();
  }

  void awaitEnd(int seconds) {
    try {
      ended.await(seconds, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  synchronized boolean isTls() {
    return server.size() > 0;
  }

  /** What its records say; those of TLS 1.3 say 1.2. */
  public synchronized boolean isTls10() {
    return server.records().get(0).version() == TLS_1_0;
  }

  /** The application records of the client: of TLS 1.0 as on the wire, of TLS 1.3 as they were. */
  public synchronized List<Integer> fromClient() {
    return isTls10() ? lengths(client) : contents(client, clientHandshake(), Library.JSSE);
  }

  /** Finished, and before it a Certificate if the server asked for one, which nobody has here. */
  private int clientHandshake() {
    List<Integer> all = lengths(client);
    return !all.isEmpty() && all.get(0) == EMPTY_CERTIFICATE + Library.JSSE.overhead ? 2 : 1;
  }

  /** The same of the server. */
  public synchronized List<Integer> fromServer(Library library) {
    int handshake = serverHandshake + library.tickets;
    return isTls10() ? lengths(server) : contents(server, handshake, library);
  }

  private static List<Integer> contents(TlsStream stream, int handshake, Library library) {
    List<Integer> all = lengths(stream).stream().map(n -> n - library.overhead).toList();
    int end = all.size();
    while (end > 0 && all.get(end - 1) == ALERT) {
      end--;
    }
    return all.subList(Math.min(handshake, end), end);
  }

  private static List<Integer> lengths(TlsStream stream) {
    return data(stream).stream().map(Sealed::length).toList();
  }

  private static List<Sealed> data(TlsStream stream) {
    return stream.records().stream().filter(r -> r.type() == APPLICATION_DATA).toList();
  }
}
