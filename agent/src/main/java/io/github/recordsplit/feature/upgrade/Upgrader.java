package io.github.recordsplit.feature.upgrade;

import io.github.recordsplit.bridge.Rights;
import io.github.recordsplit.bridge.lang.RecordSplitHandshakes;
import io.github.recordsplit.connection.Connection;
import io.github.recordsplit.connection.ConnectionContext;
import io.github.recordsplit.connection.Offered;
import io.github.recordsplit.library.bctls.BcTls;
import io.github.recordsplit.library.bctls.BcTlsReader;
import io.github.recordsplit.library.bctls.LazyBcTls;
import io.github.recordsplit.library.sunjsse.SunJsse;
import io.github.recordsplit.rules.Action;
import io.github.recordsplit.rules.Rule;
import java.security.PrivilegedAction;
import java.util.List;

/** Where the woven code that starts handshakes meets the agent. */
public final class Upgrader implements RecordSplitHandshakes {
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
  private final SunJsse sunJsse;
  private final LazyBcTls bcTls;
  private final Upgrades upgrades;

  public Upgrader(ConnectionContext control, SunJsse sunJsse, LazyBcTls bcTls, Upgrades upgrades) {
    this.control = control;
    this.sunJsse = sunJsse;
    this.bcTls = bcTls;
    this.upgrades = upgrades;
  }

  /** What is done with this jar's rights, and whose failure is the agent's own. */
  private abstract class Moment implements PrivilegedAction<Void> {
    abstract void meet() throws ReflectiveOperationException;

    @Override
    public final Void run() {
      try {
        meet();
      } catch (ReflectiveOperationException e) {
        control.onFailure(e);
      }
      return null;
    }

    final void pass() {
      try {
        Rights.use(this);
      } catch (Throwable t) {
        control.onFailure(t);
      }
    }
  }

  @Override
  public void handshakeStarted(Object context, Object configuration) {
    new Moment() {
      @Override
      void meet() throws ReflectiveOperationException {
        SunJsseOffer offer = new SunJsseOffer(sunJsse.reader, context, configuration);
        if (offer.isPinned()) {
          offer(offer, sunJsse.connectionOf(context, sunJsse.reader.recordOf(context)));
        }
      }
    }.pass();
  }

  @Override
  public void connectionFailed(Object context, Object alert, String message, Throwable cause) {
    new Moment() {
      @Override
      void meet() throws ReflectiveOperationException {
        failed(
            sunJsse.connections.find(sunJsse.reader.recordOf(context)),
            (boolean) sunJsse.reader.get(context, "isNegotiated"),
            message == null ? "" + alert : message,
            cause);
      }
    }.pass();
  }

  @Override
  public void bcHandshakeStarted(Object peer) {
    new Moment() {
      @Override
      void meet() throws ReflectiveOperationException {
        BcTlsOffer offer = new BcTlsOffer(bcTls.get().library(), peer);
        if (offer.isPinned()) {
          offer(offer, bcTls.get().connectionOf(peer));
        }
      }
    }.pass();
  }

  @Override
  public void bcConnectionFailed(Object peer, short alert, String message, Throwable cause) {
    new Moment() {
      @Override
      void meet() throws ReflectiveOperationException {
        String words = "alert " + BcTlsReader.alert(peer, alert);
        bcFailed(peer, message == null ? words : message + ", " + words, cause);
      }
    }.pass();
  }

  @Override
  public void bcInboundClosed(Object engine) {
    new Moment() {
      @Override
      void meet() throws ReflectiveOperationException {
        Object peer = bcTls.get().library().get(engine, "protocolPeer");
        if (peer != null) {
          bcFailed(peer, "closed before its end", null);
        }
      }
    }.pass();
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
