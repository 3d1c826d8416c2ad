package io.github.recordsplit.library.bctls;

import io.github.recordsplit.bridge.BridgeInjector;
import io.github.recordsplit.connection.CreationStacks;
import io.github.recordsplit.connection.KeptStack;
import io.github.recordsplit.connection.Library;
import io.github.recordsplit.connection.Site;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;

/**
 * Reads bctls's connections. The owner is the {@code TlsProtocol}, which is the record layer's
 * object too. Where it works for a socket or engine of the BCJSSE provider, its peer object knows
 * that as its manager.
 */
public final class BcTlsReader implements Library {
  /** SSLv3 and TLS 1.0 have no greater number in a record's header. */
  static final int TLS10 = 0x0301;

  private static final String[] VERSIONS = {"SSLv3", "TLSv1", "TLSv1.1", "TLSv1.2", "TLSv1.3"};
  private static final short HOST_NAME = 0;

  private final BcMembers.Shapes shapes;
  private final BridgeInjector opener;
  private final Fields fields = new Fields();

  /** Sockets and engines by themselves: their protocol is made when they begin to handshake. */
  private final CreationStacks stacks = new CreationStacks();

  BcTlsReader(BcMembers.Shapes shapes, BridgeInjector opener) {
    this.shapes = shapes;
    this.opener = opener;
  }

  /** A socket or engine was made: only now its maker is on the stack. */
  void created(Object transport) {
    stacks.created(transport);
  }

  /** The protocol that an engine works with, or null before its handshake. */
  public Object protocolOf(Object engine) throws ReflectiveOperationException {
    return get(engine, "protocol");
  }

  /** Whether it reads a transport of its own, as sockets have it do, and engines have not. */
  public boolean isBlocking(Object protocol) throws IllegalAccessException {
    return shapes.get(protocol.getClass()).blocking.getBoolean(protocol);
  }

  /** Whether its handshake is done: before, it says nothing of itself. */
  public boolean isReady(Object protocol) throws IllegalAccessException {
    return shapes.get(protocol.getClass()).appDataReady.getBoolean(protocol);
  }

  /** Bytes that the application may take without another record. */
  public int available(Object protocol) throws ReflectiveOperationException {
    return (Integer) call(protocol, "applicationDataAvailable");
  }

  /** Has it take plaintext as if a record had brought that. */
  public void receive(Object protocol, byte[] plain, int offset, int length) throws Throwable {
    BcPayload.call(
        shapes.get(protocol.getClass()).processRecord,
        protocol,
        BcPayload.APPLICATION_DATA,
        plain,
        offset,
        length);
  }

  /** The protocol that a handshake's {@code ProvTlsClient} or {@code ProvTlsServer} serves. */
  Object protocolOfPeer(Object peer) throws ReflectiveOperationException {
    return get(get(peer, "manager"), "protocol");
  }

  /** What a library's error number means, in its words. */
  public static String alert(Object peer, short description) throws ReflectiveOperationException {
    ClassLoader loader = peer.getClass().getClassLoader();
    return (String)
        Class.forName("org.bouncycastle.tls.AlertDescription", true, loader)
            .getMethod("getText", short.class)
            .invoke(null, description);
  }

  public boolean isComplete(Object peer) throws ReflectiveOperationException {
    return (boolean) call(peer, "isHandshakeComplete");
  }

  /** CBC, or a cipher of an application's own: before TLS 1.1 that can be nothing better. */
  static boolean isCbc(Object cipher) {
    Class<?> type = cipher.getClass();
    while (type != null && !type.getName().startsWith("org.bouncycastle.tls.")) {
      type = type.getSuperclass();
    }
    return type == null || type.getName().endsWith(".TlsBlockCipher");
  }

  @Override
  public Object newNotes() {
    return new BcPayloadState();
  }

  @Override
  public Object ownerOf(Object record) {
    return record;
  }

  @Override
  public Object transportOf(Object owner) throws ReflectiveOperationException {
    Object peer = shapes.get(owner.getClass()).getPeer.invoke(owner);
    if (peer == null || !peer.getClass().getName().startsWith("org.bouncycastle.jsse.provider.")) {
      return null;
    }
    Object manager = get(peer, "manager");
    return manager instanceof SSLSocket || manager instanceof SSLEngine ? manager : null;
  }

  /** Whether it works for an engine of the provider; one that cannot be read does not. */
  boolean isOfEngine(Object owner) {
    try {
      return transportOf(owner) instanceof SSLEngine;
    } catch (ReflectiveOperationException e) {
      return false;
    }
  }

  @Override
  public KeptStack createdAt(Object owner) throws ReflectiveOperationException {
    Object transport = transportOf(owner);
    return transport == null ? null : stacks.take(transport);
  }

  @Override
  public SSLSession sessionOf(Object owner) throws ReflectiveOperationException {
    Object transport = transportOf(owner);
    Object connection = transport == null ? null : get(transport, "connection");
    return connection == null ? null : (SSLSession) call(connection, "getSession");
  }

  @Override
  public boolean isClient(Object owner) throws ReflectiveOperationException {
    return !(boolean) call(context(owner), "isServer");
  }

  @Override
  public String hostOf(Object owner) throws ReflectiveOperationException {
    Object transport = transportOf(owner);
    if (transport instanceof SSLEngine) {
      return ((SSLEngine) transport).getPeerHost();
    }
    return transport == null ? null : (String) get(transport, "peerHost");
  }

  @Override
  public Site siteOf(Object owner, Socket socket) throws ReflectiveOperationException {
    Object below = get(socket, "wrapSocket");
    return below == null || !isClient(owner)
        ? null
        : new Site((Socket) below, hostOf(owner), Site.portOf(socket));
  }

  @Override
  public Collection<String> serverNamesOf(Object owner, Object notes)
      throws ReflectiveOperationException {
    Collection<String> asked = ((BcPayloadState) notes).asked();
    return asked == null ? askedOf(owner) : asked;
  }

  /**
   * Sent or received, whichever end this is; bctls knows them since it has TLS 1.3, until the
   * handshake is done.
   */
  List<String> askedOf(Object owner) throws ReflectiveOperationException {
    Object parameters = parameters(owner); // null until the handshake begins
    Object names = parameters == null ? null : call(parameters, "getClientServerNames");
    if (names == null) {
      return new ArrayList<>(0);
    }
    List<String> hosts = new ArrayList<>(1);
    for (Object name : (Collection<?>) names) {
      if ((short) call(name, "getNameType") == HOST_NAME) {
        hosts.add(new String((byte[]) call(name, "getNameData"), StandardCharsets.US_ASCII));
      }
    }
    return hosts;
  }

  @Override
  public String protocolOf(Object owner, SSLSession session) throws ReflectiveOperationException {
    if (session != null) {
      return session.getProtocol();
    }
    BcMembers shape = shapes.get(owner.getClass());
    int number = shape.version.getInt(call(context(owner), "getServerVersion")) - 0x0300;
    return number < 0 || number >= VERSIONS.length ? "unknown" : VERSIONS[number];
  }

  @Override
  public String cipherSuiteOf(Object owner, SSLSession session)
      throws ReflectiveOperationException {
    if (session != null) {
      return session.getCipherSuite();
    }
    int number = (int) call(parameters(owner), "getCipherSuite");
    return "0x" + Integer.toHexString(0x10000 + number).substring(1);
  }

  @Override
  public boolean isClosed(Object owner, Object record) throws ReflectiveOperationException {
    return shapes.get(record.getClass()).closed.getBoolean(record);
  }

  private Object context(Object owner) throws ReflectiveOperationException {
    return shapes.get(owner.getClass()).getContext.invoke(owner);
  }

  private Object parameters(Object owner) throws ReflectiveOperationException {
    return call(context(owner), "getSecurityParameters");
  }

  public Object get(Object object, String name) throws ReflectiveOperationException {
    Field field = fields.find(object.getClass(), name);
    return field == null ? null : field.get(object);
  }

  public void set(Object object, String name, Object value) throws ReflectiveOperationException {
    fields.find(object.getClass(), name).set(object, value);
  }

  /** Calls a method that is not public, once a handshake: it is looked for each time. */
  public Object hidden(Object object, String name, Object... arguments)
      throws ReflectiveOperationException {
    for (Method method : object.getClass().getDeclaredMethods()) {
      if (method.getName().equals(name) && method.getParameterTypes().length == arguments.length) {
        opener.open(method);
        return method.invoke(object, arguments);
      }
    }
    throw new NoSuchMethodException(name);
  }

  private Object call(Object object, String name) throws ReflectiveOperationException {
    Method method = object.getClass().getMethod(name);
    opener.open(method);
    return method.invoke(object);
  }

  /** Kept by the classes that declare them, so that they pin no class loader. */
  private final class Fields extends ClassValue<ConcurrentHashMap<String, Field>> {
    @Override
    protected ConcurrentHashMap<String, Field> computeValue(Class<?> type) {
      return new ConcurrentHashMap<>();
    }

    /** The nearest field of this name in a class and those above it, or null. */
    Field find(Class<?> type, String name) {
      Field known = get(type).get(name);
      for (Class<?> c = type; known == null && c != null; c = c.getSuperclass()) {
        for (Field declared : c.getDeclaredFields()) {
          if (declared.getName().equals(name)) {
            opener.open(declared);
            get(type).put(name, declared);
            return declared;
          }
        }
      }
      return known;
    }
  }
}
