package sun.security.ssl;

/** A handshake that is over as soon as it began. */
final class Handshaker {
  private final SSLSessionImpl session = new SSLSessionImpl();

  boolean isDone() {
    return true;
  }

  SSLSessionImpl getSession() {
    return session;
  }
}
