package io.github.recordsplit.split;

import io.github.recordsplit.manage.log.Stderr;
import java.security.PrivilegedAction;
import java.util.function.BiConsumer;

/** Takes the JDK's connections as they are made; of the first one a notice may be due. */
final class OnCreated implements BiConsumer<Object, Object>, PrivilegedAction<Void> {
  private final Connections connections;
  private final Control control;
  private final Stderr log;
  private volatile boolean noticed;

  OnCreated(Connections connections, Control control, Stderr log) {
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
