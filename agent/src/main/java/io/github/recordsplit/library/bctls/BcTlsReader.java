package io.github.recordsplit.library.bctls;

import io.github.recordsplit.bridge.Members;
import io.github.recordsplit.connection.CreationStacks;
import io.github.recordsplit.connection.KeptStack;
import io.github.recordsplit.connection.Library;
import io.github.recordsplit.connection.Site;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;

/**
 * Reads bctls's connections. The owner is the {@code TlsProtocol}, which is the record layer's
 * object too. Where it works for a socket or engine of the BCJSSE provider, its peer object knows
 * that as its manager.
 */
final class BcTlsReader implements Library {
  /** SSLv3 and TLS 1.0 have no greater number in a record's header. */
  static final int TLS10 = 0x0301;

  private static final String[] VERSIONS = {"SSLv3", "TLSv1", "TLSv1.1", "TLSv1.2", "TLSv1.3"};
  private static final short HOST_NAME = 0;

  private final BcMembers.Shapes shapes;
  private final Members members;

  /** Sockets and engines by themselves: their protocol is made when they begin to handshake. */
  private final CreationStacks stacks = new CreationStacks();

  BcTlsReader(BcMembers.Shapes shapes, Members members) {
    this.shapes = shapes;
    this.members = members;
  }

  @Override
  public String nameOf(Object owner) {
    return "bctls";
  }

  @Override
  public boolean splitsByItself(Object owner) {
    return true;
  }

  /** A socket or engine was made: only now its maker is on the stack. */
  void created(Object transport) {
    stacks.created(transport);
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
    Object manager = members.find(peer, "manager");
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
    Object connection = transport == null ? null : members.find(transport, "connection");
    return connection == null ? null : (SSLSession) members.call(connection, "getSession");
  }

  @Override
  public boolean isClient(Object owner) throws ReflectiveOperationException {
    return !(boolean) members.call(context(owner), "isServer");
  }

  @Override
  public String hostOf(Object owner) throws ReflectiveOperationException {
    Object transport = transportOf(owner);
    if (transport instanceof SSLEngine) {
      return ((SSLEngine) transport).getPeerHost();
    }
    return transport == null ? null : (String) members.find(transport, "peerHost");
  }

  @Override
  public Site siteOf(Object owner, Socket socket) throws ReflectiveOperationException {
    Object below = members.find(socket, "wrapSocket");
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
    Object names = parameters == null ? null : members.call(parameters, "getClientServerNames");
    if (names == null) {
      return new ArrayList<>(0);
    }
    List<String> hosts = new ArrayList<>(1);
    for (Object name : (Collection<?>) names) {
      if ((short) members.call(name, "getNameType") == HOST_NAME) {
        hosts.add(
            new String((byte[]) members.call(name, "getNameData"), StandardCharsets.US_ASCII));
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
    int number = shape.version.getInt(members.call(context(owner), "getServerVersion")) - 0x0300;
    return number < 0 || number >= VERSIONS.length ? "unknown" : VERSIONS[number];
  }

  @Override
  public String cipherSuiteOf(Object owner, SSLSession session)
      throws ReflectiveOperationException {
    if (session != null) {
      return session.getCipherSuite();
    }
    int number = (int) members.call(parameters(owner), "getCipherSuite");
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
    return members.call(context(owner), "getSecurityParameters");
  }
}
