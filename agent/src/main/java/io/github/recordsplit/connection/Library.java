package io.github.recordsplit.connection;

import java.net.InetAddress;
import java.net.Socket;
import java.util.Collection;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSession;

/**
 * Reads a TLS library's connection without locks, handshakes or DNS: each of these can block or
 * deadlock a thread that is inside the record layer.
 */
public interface Library {
  /** The TLS library's name, as operators know it. */
  String nameOf(Object owner);

  /**
   * Whether the library splits what is vulnerable without being told; a connection's first payload
   * may be exempt.
   */
  boolean splitsByItself(Object owner);

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

  /**
   * The site that a client's socket is for, against the socket that has the connection; null of one
   * that is connected by itself, and of a server's, whose peer is who is connected.
   */
  default Site siteOf(Object owner, Socket socket) throws ReflectiveOperationException {
    return null;
  }

  /** The peer's port as the application named it, or -1. */
  default int portOf(Object owner) throws ReflectiveOperationException {
    Object transport = transportOf(owner);
    if (transport instanceof SSLEngine) {
      return ((SSLEngine) transport).getPeerPort();
    }
    if (transport == null) {
      return Site.UNKNOWN;
    }
    Site site = siteOf(owner, (Socket) transport);
    return site == null ? ((Socket) transport).getPort() : site.port();
  }

  /** The peer's address, which a proxy's is not, or null. */
  default InetAddress addressOf(Object owner) throws ReflectiveOperationException {
    Object transport = transportOf(owner);
    if (!(transport instanceof Socket)) {
      return null;
    }
    Site site = siteOf(owner, (Socket) transport);
    return site == null ? ((Socket) transport).getInetAddress() : site.address();
  }

  /**
   * The stack when the application made its socket or engine, of a library that makes the owner
   * later; or null where that was not seen. It may be asked for once.
   */
  default KeptStack createdAt(Object owner) throws ReflectiveOperationException {
    return null;
  }

  /**
   * The names in the SNI extension of this connection's own handshake. A session may have been made
   * by another one.
   *
   * @param notes what the connection keeps of {@link #newNotes}
   */
  Collection<String> serverNamesOf(Object owner, Object notes) throws ReflectiveOperationException;

  /** The negotiated protocol in the library's words; {@code session} is the owner's, or null. */
  default String protocolOf(Object owner, SSLSession session) throws ReflectiveOperationException {
    return session == null ? "unknown" : session.getProtocol();
  }

  /**
   * The negotiated cipher suite in the library's words; {@code session} is the owner's, or null.
   */
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

  /** The connection of a steered library that an owner wraps, or null. */
  default Connection connectionBelow(Object owner) throws ReflectiveOperationException {
    return null;
  }

  /** Whether hooks of its own steer it, and not those above its public API. */
  default boolean isSteered() {
    return true;
  }

  /**
   * Whether nothing above TLS 1.1 is offered, and nobody can add to that: its handshakes pass no
   * hook.
   */
  default boolean isPinned(Object owner) {
    return false;
  }

  /** Whether an owner has the session of a steered library's connection, which it wraps. */
  default boolean isWrapper(SSLSession session) {
    return false;
  }

  /** What the library remembers of a connection; only weakly anything of the application. */
  default Object newNotes() {
    return null;
  }
}
