package io.github.recordsplit.library.sunjsse;

import io.github.recordsplit.bridge.Members;
import io.github.recordsplit.connection.Library;
import io.github.recordsplit.connection.ServerNames;
import io.github.recordsplit.connection.Site;
import java.net.Socket;
import java.util.Collection;
import java.util.List;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;

/**
 * Reads SunJSSE's connections. In the current shape (JDK 8u261 and later, OpenJSSE) the owner is a
 * {@code TransportContext}; in the old one it is the {@code SSLSocketImpl} or {@code SSLEngineImpl}
 * itself. Plain fields only: the public getters take the connection's locks.
 */
final class SunJsseReader implements Library {
  /** The old shape's first state that is not one of handshake or data. */
  private static final int OLD_ERROR = 4;

  private final Members members;

  SunJsseReader(Members members) {
    this.members = members;
  }

  /** The copies of one code, and the old shape of the first. */
  @Override
  public String nameOf(Object owner) {
    String type = owner.getClass().getName().replace('.', '/');
    return SunJsseHooks.OPENJSSE.equals(SunJsseHooks.copyOf(type)) ? "OpenJSSE" : "SunJSSE";
  }

  @Override
  public boolean splitsByItself(Object owner) {
    return !"false".equalsIgnoreCase(System.getProperty("jsse.enableCBCProtection"));
  }

  /** Only of TLS 1.3 does a record layer know its connection. */
  @Override
  public Object ownerOf(Object record) {
    if (record instanceof SSLSocket || record instanceof SSLEngine) {
      return record; // the old shape
    }
    try {
      return Members.has(record, "tc") ? members.get(record, "tc") : null;
    } catch (ReflectiveOperationException e) {
      return null;
    }
  }

  @Override
  public Object transportOf(Object owner) throws ReflectiveOperationException {
    return isCurrent(owner) ? members.get(owner, "transport") : owner;
  }

  @Override
  public SSLSession sessionOf(Object owner) throws ReflectiveOperationException {
    return (SSLSession) members.get(owner, isCurrent(owner) ? "conSession" : "sess");
  }

  @Override
  public boolean isClient(Object owner) throws ReflectiveOperationException {
    return isCurrent(owner)
        ? (boolean) members.get(members.get(owner, "sslConfig"), "isClientMode")
        : !(boolean) members.get(owner, "roleIsServer");
  }

  @Override
  public String hostOf(Object owner) throws ReflectiveOperationException {
    if (isCurrent(owner)) {
      Object transport = members.get(owner, "transport");
      return transport instanceof SSLEngine
          ? ((SSLEngine) transport).getPeerHost() // takes no lock
          : (String) members.call(transport, "getPeerHost");
    }
    return (String)
        (Members.has(owner, "host")
            ? members.get(owner, "host")
            : members.call(owner, "getPeerHost"));
  }

  @Override
  public Site siteOf(Object owner, Socket socket) throws ReflectiveOperationException {
    Object below = Members.has(socket, "self") ? members.get(socket, "self") : socket;
    return below == socket || !isClient(owner)
        ? null
        : new Site((Socket) below, hostOf(owner), Site.portOf(socket));
  }

  /** Whether an engine or socket is of the current shape. */
  static boolean isOwn(Object transport) {
    return Members.has(transport, "conContext");
  }

  /** An engine is closed with its outbound side; a socket may go on reading after that. */
  @Override
  public boolean isClosed(Object owner, Object record) throws ReflectiveOperationException {
    if (!isCurrent(owner)) {
      return (int) members.get(owner, "connectionState") >= OLD_ERROR;
    }
    Object transport = members.get(owner, "transport");
    boolean outbound = (boolean) members.get(record, "isClosed");
    if (transport instanceof SSLEngine) {
      return outbound || (boolean) members.get(record, "isCloseWaiting");
    }
    return (boolean) members.get(transport, "tlsIsClosed")
        || (outbound && (boolean) members.get(members.get(owner, "inputRecord"), "isClosed"));
  }

  /** The owner of a socket or engine. */
  Object contextOf(Object transport) throws ReflectiveOperationException {
    return members.get(transport, "conContext");
  }

  /** The record layer's object of an owner. */
  Object recordOf(Object context) throws ReflectiveOperationException {
    return members.get(context, "outputRecord");
  }

  /** Whether it is a connection of the current shape. */
  static boolean isCurrent(Object owner) {
    return owner.getClass().getSimpleName().equals("TransportContext");
  }

  /**
   * A client's are those that its application set: where it resumes a session, SunJSSE sends that
   * one's. A server's are kept at the end of the handshake; the old shape resumes no session for
   * another name.
   */
  @Override
  public Collection<String> serverNamesOf(Object owner, Object notes)
      throws ReflectiveOperationException {
    if (!isClient(owner)) {
      return isCurrent(owner) ? ServerNames.of((List<?>) notes) : ServerNames.of(sessionOf(owner));
    }
    Object configuration = isCurrent(owner) ? members.get(owner, "sslConfig") : owner;
    return ServerNames.of(
        Members.has(configuration, "serverNames")
            ? (List<?>) members.get(configuration, "serverNames")
            : null);
  }

  /** What a server is asked for by the handshake that ends; the session's own list if it can be. */
  List<?> askedOf(Object context) throws ReflectiveOperationException {
    List<?> asked =
        (List<?>) members.get(members.get(context, "handshakeContext"), "requestedServerNames");
    List<?> kept = ((ExtendedSSLSession) sessionOf(context)).getRequestedServerNames();
    return kept.equals(asked) ? kept : asked;
  }
}
