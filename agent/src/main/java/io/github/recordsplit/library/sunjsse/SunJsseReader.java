package io.github.recordsplit.library.sunjsse;

import io.github.recordsplit.bridge.BridgeInjector;
import io.github.recordsplit.connection.Library;
import io.github.recordsplit.connection.ServerNames;
import io.github.recordsplit.connection.Site;
import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.net.Socket;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;

/**
 * Reads SunJSSE's connections. In the current shape (JDK 8u261 and later, OpenJSSE) the owner is a
 * {@code TransportContext}; in the old one it is the {@code SSLSocketImpl} or {@code SSLEngineImpl}
 * itself. Plain fields only: the public getters take the connection's locks.
 */
public final class SunJsseReader implements Library {
  /** The old shape's first state that is not one of handshake or data. */
  private static final int OLD_ERROR = 4;

  private final BridgeInjector opener;
  private final ConcurrentHashMap<String, AccessibleObject> members = new ConcurrentHashMap<>();

  public SunJsseReader(BridgeInjector opener) {
    this.opener = opener;
  }

  /** Only of TLS 1.3 does a record layer know its connection. */
  @Override
  public Object ownerOf(Object record) {
    if (record instanceof SSLSocket || record instanceof SSLEngine) {
      return record; // the old shape
    }
    try {
      return has(record, "tc") ? get(record, "tc") : null;
    } catch (ReflectiveOperationException e) {
      return null;
    }
  }

  @Override
  public Object transportOf(Object owner) throws ReflectiveOperationException {
    return isCurrent(owner) ? get(owner, "transport") : owner;
  }

  @Override
  public SSLSession sessionOf(Object owner) throws ReflectiveOperationException {
    return (SSLSession) get(owner, isCurrent(owner) ? "conSession" : "sess");
  }

  @Override
  public boolean isClient(Object owner) throws ReflectiveOperationException {
    return isCurrent(owner)
        ? (boolean) get(get(owner, "sslConfig"), "isClientMode")
        : !(boolean) get(owner, "roleIsServer");
  }

  @Override
  public String hostOf(Object owner) throws ReflectiveOperationException {
    if (isCurrent(owner)) {
      Object transport = get(owner, "transport");
      return transport instanceof SSLEngine
          ? ((SSLEngine) transport).getPeerHost() // takes no lock
          : (String) call(transport, "getPeerHost");
    }
    return (String) (has(owner, "host") ? get(owner, "host") : call(owner, "getPeerHost"));
  }

  @Override
  public Site siteOf(Object owner, Socket socket) throws ReflectiveOperationException {
    Object below = has(socket, "self") ? get(socket, "self") : socket;
    return below == socket || !isClient(owner)
        ? null
        : new Site((Socket) below, hostOf(owner), Site.portOf(socket));
  }

  /** Whether an engine or socket is of the current shape. */
  static boolean isOwn(Object transport) {
    return has(transport, "conContext");
  }

  /** An engine is closed with its outbound side; a socket may go on reading after that. */
  @Override
  public boolean isClosed(Object owner, Object record) throws ReflectiveOperationException {
    if (!isCurrent(owner)) {
      return (int) get(owner, "connectionState") >= OLD_ERROR;
    }
    Object transport = get(owner, "transport");
    boolean outbound = (boolean) get(record, "isClosed");
    if (transport instanceof SSLEngine) {
      return outbound || (boolean) get(record, "isCloseWaiting");
    }
    return (boolean) get(transport, "tlsIsClosed")
        || (outbound && (boolean) get(get(owner, "inputRecord"), "isClosed"));
  }

  /** The owner of a socket or engine. */
  public Object contextOf(Object transport) throws ReflectiveOperationException {
    return get(transport, "conContext");
  }

  /** The record layer's object of an owner. */
  public Object recordOf(Object context) throws ReflectiveOperationException {
    return get(context, "outputRecord");
  }

  /** Whether it is a connection of the current shape. */
  static boolean isCurrent(Object owner) {
    return owner.getClass().getSimpleName().equals("TransportContext");
  }

  private static boolean has(Object object, String field) {
    return find(object.getClass(), field) != null;
  }

  private static Field find(Class<?> type, String field) {
    for (Class<?> c = type; c != null; c = c.getSuperclass()) {
      for (Field declared : c.getDeclaredFields()) {
        if (declared.getName().equals(field)) {
          return declared;
        }
      }
    }
    return null;
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
    Object configuration = isCurrent(owner) ? get(owner, "sslConfig") : owner;
    return ServerNames.of(
        has(configuration, "serverNames") ? (List<?>) get(configuration, "serverNames") : null);
  }

  /** What a server is asked for by the handshake that ends; the session's own list if it can be. */
  List<?> askedOf(Object context) throws ReflectiveOperationException {
    List<?> asked = (List<?>) get(get(context, "handshakeContext"), "requestedServerNames");
    List<?> kept = ((ExtendedSSLSession) sessionOf(context)).getRequestedServerNames();
    return kept.equals(asked) ? kept : asked;
  }

  /** Calls a method that is not public, of which the class has one of that name. */
  public Object hidden(Object object, String method, Object... arguments)
      throws ReflectiveOperationException {
    Class<?> type = object.getClass();
    Method known = (Method) members.get(key(type, method));
    Method called = known != null ? known : opened(type, method, declaredMethod(type, method));
    return called.invoke(object, arguments);
  }

  private static Method declaredMethod(Class<?> type, String method) throws NoSuchMethodException {
    for (Class<?> c = type; c != null; c = c.getSuperclass()) {
      for (Method declared : c.getDeclaredMethods()) {
        if (declared.getName().equals(method)) {
          return declared;
        }
      }
    }
    throw new NoSuchMethodException(type.getName() + '.' + method);
  }

  public void set(Object object, String field, Object value) throws ReflectiveOperationException {
    Field declared = declared(object.getClass(), field);
    opener.open(declared);
    declared.set(object, value);
  }

  public Object get(Object object, String field) throws ReflectiveOperationException {
    Class<?> type = object.getClass();
    Field known = (Field) members.get(key(type, field));
    Field read = known != null ? known : opened(type, field, declared(type, field));
    return type.getClassLoader() == null ? opener.read(read, object) : read.get(object);
  }

  private static Field declared(Class<?> type, String field) throws NoSuchFieldException {
    Field found = find(type, field);
    if (found == null) {
      throw new NoSuchFieldException(type.getName() + '.' + field);
    }
    return found;
  }

  private Object call(Object object, String method) throws ReflectiveOperationException {
    Class<?> type = object.getClass();
    Method known = (Method) members.get(key(type, method));
    return (known != null ? known : opened(type, method, type.getMethod(method))).invoke(object);
  }

  /** Keeps members of the JDK's own classes only: any other would pin its class loader. */
  private <T extends AccessibleObject> T opened(Class<?> type, String name, T member) {
    opener.open(member);
    if (type.getClassLoader() == null) {
      members.put(key(type, name), member);
    }
    return member;
  }

  /**
   * Of a class outside the JDK, whose name another class may have too, a key that is never kept.
   */
  private static String key(Class<?> type, String name) {
    return type.getClassLoader() == null ? type.getName() + '.' + name : "";
  }
}
