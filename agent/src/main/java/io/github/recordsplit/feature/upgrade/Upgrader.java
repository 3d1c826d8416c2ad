package io.github.recordsplit.feature.upgrade;

import io.github.recordsplit.bridge.UpgradeBridge;
import io.github.recordsplit.connection.Connection;
import io.github.recordsplit.connection.ConnectionContext;
import io.github.recordsplit.connection.ConnectionRegistry;
import io.github.recordsplit.connection.Offered;
import io.github.recordsplit.library.bctls.BcTls;
import io.github.recordsplit.library.bctls.BcTlsReader;
import io.github.recordsplit.library.sunjsse.SunJsseReader;
import io.github.recordsplit.rules.Action;
import io.github.recordsplit.rules.Rule;
import java.security.AccessController;
import java.security.PrivilegedAction;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/** Where the woven code that starts handshakes meets the agent. */
public final class Upgrader implements Function<Object[], Object> {
  /** How the names of the classes end that call it, in each copy of SunJSSE and of BCJSSE. */
  public static String[] callers() {
    return new String[] {
      "sun.security.ssl.HandshakeContext",
      "sun.security.ssl.TransportContext",
      "org.bouncycastle.jsse.provider.ProvTlsClient",
      "org.bouncycastle.jsse.provider.ProvTlsServer",
      "org.bouncycastle.jsse.provider.ProvSSLEngine"
    };
  }

  private final ConnectionContext control;
  private final ConnectionRegistry connections;
  private final SunJsseReader library;
  private final Supplier<BcTls> bcTls;
  private final Upgrades upgrades;

  public Upgrader(
      ConnectionContext control,
      ConnectionRegistry connections,
      SunJsseReader library,
      Supplier<BcTls> bcTls,
      Upgrades upgrades) {
    this.control = control;
    this.connections = connections;
    this.library = library;
    this.bcTls = bcTls;
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
        SunJsseOffer offer = new SunJsseOffer(library, call[1], call[2]);
        if (offer.isPinned()) {
          offer(offer, connectionOf(call[1]));
        }
        break;
      case UpgradeBridge.FATAL:
        String what = call[3] == null ? "" + call[2] : (String) call[3];
        failed(
            connections.find(library.recordOf(call[1])),
            (boolean) library.get(call[1], "isNegotiated"),
            what,
            (Throwable) call[4]);
        break;
      case UpgradeBridge.BC_OFFER:
        BcTlsOffer bcOffer = new BcTlsOffer(bcTls.get().library(), call[1]);
        if (bcOffer.isPinned()) {
          offer(bcOffer, bcTls.get().connectionOf(call[1]));
        }
        break;
      case UpgradeBridge.BC_FATAL:
        String alert = "alert " + BcTlsReader.alert(call[1], (short) call[2]);
        bcFailed(call[1], call[3] == null ? alert : call[3] + ", " + alert, (Throwable) call[4]);
        break;
      case UpgradeBridge.BC_CLOSED:
        Object peer = bcTls.get().library().get(call[1], "protocolPeer");
        if (peer != null) {
          bcFailed(peer, "closed before its end", null);
        }
        break;
      default:
    }
  }

  private void offer(Offer offer, Connection connection) throws ReflectiveOperationException {
    Offered before = connection.offered();
    Rule rule = before != null ? before.rule : ruleFor(connection);
    List<Object> above = rule == null ? null : offer.above();
    if (above == null || above.isEmpty()) {
      return;
    }
    offer.add(above);
    if (before == null) {
      control.inventory().applied(rule);
      connection.offered(new Upgrade(rule, offer.words(above)));
    }
  }

  private Rule ruleFor(Connection connection) {
    return control.policy().applying(Action.UPGRADE, connection.facts());
  }

  private Connection connectionOf(Object context) throws ReflectiveOperationException {
    Object record = library.recordOf(context);
    connections.accept(context, record);
    return connections.apply(record);
  }

  private void bcFailed(Object peer, String what, Throwable cause)
      throws ReflectiveOperationException {
    BcTls bc = bcTls.get();
    failed(bc.connectionOf(peer), bc.library().isComplete(peer), what, cause);
  }

  /** Errors of connections whose first handshake is over are no business of ours. */
  private void failed(Connection connection, boolean negotiated, String what, Throwable cause) {
    Upgrade upgrade = connection == null ? null : (Upgrade) connection.offered();
    if (upgrade != null && !negotiated && upgrade.failsFirst()) {
      String why = cause == null || cause.getMessage() == null ? what : cause.getMessage();
      upgrades.failed(upgrade.rule, connection.peer(), upgrade.offer, why);
    }
  }
}
