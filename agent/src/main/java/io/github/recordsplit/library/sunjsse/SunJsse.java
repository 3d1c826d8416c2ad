package io.github.recordsplit.library.sunjsse;

import io.github.recordsplit.bridge.BridgeInjector;
import io.github.recordsplit.bridge.Members;
import io.github.recordsplit.bridge.Rights;
import io.github.recordsplit.connection.Connection;
import io.github.recordsplit.connection.ConnectionContext;
import io.github.recordsplit.connection.ConnectionRegistry;
import io.github.recordsplit.connection.Site;
import io.github.recordsplit.library.Handshake;
import io.github.recordsplit.observe.log.AgentLog;
import java.net.Socket;
import java.security.PrivilegedAction;
import java.util.Collection;

/** SunJSSE, and its connections as they are made; of the first one a notice may be due. */
public final class SunJsse implements PrivilegedAction<Void> {
  private final Members members;
  private final SunJsseReader reader;

  /** All of them, by their record layer's object. */
  public final ConnectionRegistry connections;

  private final ConnectionContext control;
  private final AgentLog log;
  private volatile boolean noticed;

  SunJsse(ConnectionContext control, AgentLog log, BridgeInjector opener) {
    this.control = control;
    this.log = log;
    this.members = new Members(opener);
    this.reader = new SunJsseReader(members);
    this.connections = new ConnectionRegistry(control, reader);
  }

  /** A connection's record layer was made. */
  public void connectionMade(Object owner, Object record) {
    connections.made(owner, record);
    if (!noticed && isFirst()) {
      Rights.use(this);
    }
  }

  private synchronized boolean isFirst() {
    boolean first = !noticed;
    noticed = true;
    return first;
  }

  @Override
  public Void run() {
    String notice = DisabledProtocols.notice(control.policy());
    if (notice != null) {
      log.notice(notice);
    }
    return null;
  }

  /** A connection's handshake ends; what a server's client asked for is about to be forgotten. */
  public void handshakeFinished(Object owner, Object record) {
    connections.made(owner, record);
    Connection connection = connections.find(record);
    connection.shaken();
    Rights.use(
        new PrivilegedAction<Void>() {
          @Override
          public Void run() {
            keepAsked(connection, owner);
            return null;
          }
        });
  }

  private void keepAsked(Connection connection, Object context) {
    try {
      if (SunJsseReader.isCurrent(context) && !reader.isClient(context)) {
        connection.notes = reader.askedOf(context);
      }
    } catch (ReflectiveOperationException | RuntimeException e) {
      control.onFailure(e);
    }
  }

  /** Keeps what a factory was told of a socket's site, which nothing else remembers. */
  public void socketLayered(Object socket, Object below, String host, int port) {
    if (socket instanceof Socket && below instanceof Socket) {
      Site.named((Socket) socket, (Socket) below, host, port);
    }
  }

  /** What a SunJSSE server that is wrapped is asked for; null if it is another library's. */
  public Collection<String> askedOf(Object engineOrSocket) throws ReflectiveOperationException {
    Connection connection = find(engineOrSocket);
    return connection == null
        ? null
        : reader.serverNamesOf(reader.contextOf(engineOrSocket), connection.notes);
  }

  /** The connection of an engine or socket; null if it is not known, or another library's. */
  public Connection find(Object engineOrSocket) throws ReflectiveOperationException {
    return SunJsseReader.isOwn(engineOrSocket)
        ? connections.find(reader.recordOf(reader.contextOf(engineOrSocket)))
        : null;
  }

  /** The connection of an owner and its record, known now if it was made before the agent was. */
  Connection connectionOf(Object owner, Object record) {
    connections.made(owner, record);
    return connections.connection(record);
  }

  /** The connection of an engine, known now at the latest. */
  Connection connectionOf(Object engine) throws ReflectiveOperationException {
    if (!SunJsseReader.isOwn(engine)) {
      return connectionOf(engine, engine); // the old shape
    }
    Object owner = reader.contextOf(engine);
    return connectionOf(owner, reader.recordOf(owner));
  }

  /** The same of an engine or socket; null of DTLS, whose record is a message. */
  Connection reading(Object engineOrSocket) throws ReflectiveOperationException {
    Object owner = reader.contextOf(engineOrSocket);
    Object record = reader.recordOf(owner);
    boolean isDatagram = record.getClass().getSimpleName().startsWith("DTLS");
    return isDatagram ? null : connectionOf(owner, record);
  }

  Handshake handshake(Object context, Object configuration) {
    return new SunJsseHandshake(this, members, context, configuration);
  }
}
