package io.github.recordsplit.library.sunjsse;

import io.github.recordsplit.bridge.Rights;
import io.github.recordsplit.connection.Connection;
import io.github.recordsplit.connection.ConnectionRegistry;
import java.security.PrivilegedAction;
import java.util.function.BiConsumer;

/** Takes a SunJSSE connection's owner and its record layer's object at the end of a handshake. */
public final class OnShaken implements BiConsumer<Object, Object> {
  private final ConnectionRegistry connections;
  private final Sites sites;

  public OnShaken(ConnectionRegistry connections, Sites sites) {
    this.connections = connections;
    this.sites = sites;
  }

  @Override
  public void accept(Object owner, Object record) {
    connections.accept(owner, record);
    Connection connection = connections.find(record);
    connection.shaken();
    Rights.use(
        new PrivilegedAction<Void>() {
          @Override
          public Void run() {
            sites.shaken(connection, owner);
            return null;
          }
        });
  }
}
