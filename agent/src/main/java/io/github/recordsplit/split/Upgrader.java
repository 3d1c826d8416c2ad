package io.github.recordsplit.split;

import io.github.recordsplit.manage.findings.Upgrades;
import io.github.recordsplit.rules.Rule;
import java.security.AccessController;
import java.security.PrivilegedAction;
import java.util.List;
import java.util.function.Function;

/** Where the woven code that starts handshakes meets the agent. */
final class Upgrader implements Function<Object[], Object> {
  /** How the names of the classes end that call it, in each copy of SunJSSE. */
  static final String[] CALLERS = {
    "sun.security.ssl.HandshakeContext", "sun.security.ssl.TransportContext"
  };

  private final Control control;
  private final Connections connections;
  private final SunJsse library;
  private final Upgrades upgrades;

  Upgrader(Control control, Connections connections, SunJsse library, Upgrades upgrades) {
    this.control = control;
    this.connections = connections;
    this.library = library;
    this.upgrades = upgrades;
  }

  /** Takes the name of a moment and its objects, as {@link UpgradeBridge} passes them. */
  @Override
  public Object apply(Object[] call) {
    try {
      if (System.getSecurityManager() == null) {
        at(call);
      } else {
        AccessController.doPrivileged((PrivilegedAction<Object>) () -> privileged(call));
      }
    } catch (Throwable t) {
      control.onFailure(t);
    }
    return null;
  }

  private Object privileged(Object[] call) {
    try {
      at(call);
    } catch (ReflectiveOperationException e) {
      control.onFailure(e);
    }
    return null;
  }

  private void at(Object[] call) throws ReflectiveOperationException {
    switch ((String) call[0]) {
      case UpgradeBridge.OFFER:
        offer(call[1], call[2]);
        break;
      case UpgradeBridge.FATAL:
        fatal(call[1], call[2], (String) call[3], (Throwable) call[4]);
        break;
      default:
    }
  }

  private void offer(Object context, Object configuration) throws ReflectiveOperationException {
    SunOffer offer = new SunOffer(library, context, configuration);
    if (!offer.isPinned()) {
      return;
    }
    Connection connection = connectionOf(context);
    Upgrade before = connection.upgrade();
    Rule rule = before != null ? before.rule : connection.upgradeRule();
    List<Object> above = rule == null ? null : offer.above();
    if (above == null || above.isEmpty()) {
      return;
    }
    offer.add(above);
    if (before == null) {
      control.inventory().applied(rule);
      connection.upgrade(new Upgrade(rule, offer.words(above)));
    }
  }

  private Connection connectionOf(Object context) throws ReflectiveOperationException {
    Object record = library.recordOf(context);
    connections.accept(context, record);
    return connections.apply(record);
  }

  /** Errors of connections whose first handshake is over are no business of ours. */
  private void fatal(Object context, Object alert, String message, Throwable cause)
      throws ReflectiveOperationException {
    Connection connection = connections.find(library.recordOf(context));
    Upgrade upgrade = connection == null ? null : connection.upgrade();
    if (upgrade != null
        && !(boolean) library.get(context, "isNegotiated")
        && upgrade.failsFirst()) {
      String why = cause == null ? message : cause.getMessage();
      upgrades.failed(
          upgrade.rule, connection.peer(), upgrade.offer, why == null ? "" + alert : why);
    }
  }
}
