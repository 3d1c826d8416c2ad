package io.github.recordsplit.split;

import java.util.Collection;
import javax.net.ssl.SSLSession;

/**
 * Reads a TLS library's connection without locks, handshakes or DNS: each of these can block or
 * deadlock a thread that is inside the record layer.
 */
interface Library {
  /** The owner of a record layer's object that was made before the agent was there, or null. */
  Object ownerOf(Object record);

  /** The {@code SSLSocket} or {@code SSLEngine} of an owner. */
  Object transportOf(Object owner) throws ReflectiveOperationException;

  /** The connection's session as it stands. */
  SSLSession sessionOf(Object owner) throws ReflectiveOperationException;

  /** Whether this end is the client. */
  boolean isClient(Object owner) throws ReflectiveOperationException;

  /** The peer's host as the application named it, or null. */
  String hostOf(Object owner) throws ReflectiveOperationException;

  /** The peer's port, or -1. */
  int portOf(Object owner) throws ReflectiveOperationException;

  /**
   * Classes on the stack when the application made its socket or engine, for a library that makes
   * the owner later; or null.
   */
  default String[] classesAtCreation(Object owner) throws ReflectiveOperationException {
    return null;
  }

  /** The names in the handshake's SNI extension. */
  default Collection<String> serverNamesOf(Object owner) throws ReflectiveOperationException {
    return ServerNames.of(sessionOf(owner));
  }

  /** The negotiated protocol as JSSE names it; {@code session} is the owner's, or null. */
  default String protocolOf(Object owner, SSLSession session) throws ReflectiveOperationException {
    return session == null ? "unknown" : session.getProtocol();
  }

  /** The negotiated cipher suite as JSSE names it; {@code session} is the owner's, or null. */
  default String cipherSuiteOf(Object owner, SSLSession session)
      throws ReflectiveOperationException {
    return session == null ? "unknown" : session.getCipherSuite();
  }

  /**
   * Whether nothing can leave on a connection any more. It is asked by other threads than the
   * connection's, so only plain fields answer; one whose library has none is told when it is
   * closed.
   */
  default boolean isClosed(Object owner, Object record) throws ReflectiveOperationException {
    return false;
  }

  /** What the library remembers of a connection; only weakly anything of the application. */
  default Object newNotes() {
    return null;
  }
}
