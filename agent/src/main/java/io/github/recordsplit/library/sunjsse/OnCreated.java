package io.github.recordsplit.library.sunjsse;

import io.github.recordsplit.bridge.Rights;
import io.github.recordsplit.connection.ConnectionContext;
import io.github.recordsplit.connection.ConnectionRegistry;
import io.github.recordsplit.observe.log.AgentLog;
import java.security.PrivilegedAction;
import java.util.function.BiConsumer;

/** Takes the JDK's connections as they are made; of the first one a notice may be due. */
public final class OnCreated implements BiConsumer<Object, Object>, PrivilegedAction<Void> {
  private final ConnectionRegistry connections;
  private final ConnectionContext control;
  private final AgentLog log;
  private volatile boolean noticed;

  public OnCreated(ConnectionRegistry connections, ConnectionContext control, AgentLog log) {
    this.connections = connections;
    this.control = control;
    this.log = log;
  }

  @Override
  public void accept(Object owner, Object record) {
    connections.accept(owner, record);
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
}
