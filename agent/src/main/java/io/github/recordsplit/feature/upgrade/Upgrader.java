package io.github.recordsplit.feature.upgrade;

import io.github.recordsplit.bridge.Rights;
import io.github.recordsplit.bridge.lang.RecordSplitHandshakes;
import io.github.recordsplit.connection.Connection;
import io.github.recordsplit.connection.ConnectionContext;
import io.github.recordsplit.connection.ConnectionFacts;
import io.github.recordsplit.connection.Offered;
import io.github.recordsplit.library.Handshake;
import io.github.recordsplit.library.SupportedLibraries;
import io.github.recordsplit.rules.Action;
import io.github.recordsplit.rules.Rule;
import java.security.PrivilegedAction;
import java.util.List;

/** Where the woven code that starts handshakes meets the agent. */
public final class Upgrader implements RecordSplitHandshakes {
  private final ConnectionContext control;
  private final SupportedLibraries libraries;
  private final Upgrades upgrades;

  public Upgrader(ConnectionContext control, SupportedLibraries libraries, Upgrades upgrades) {
    this.control = control;
    this.libraries = libraries;
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
  public void handshakeStarted(Object handshake, Object configuration) {
    new Moment() {
      @Override
      void meet() throws ReflectiveOperationException {
        Handshake begun = libraries.of(handshake).handshake(handshake, configuration);
        if (begun.isPinned()) {
          offer(begun, begun.connection());
        }
      }
    }.pass();
  }

  /** Errors of connections whose first handshake is over are no business of ours. */
  @Override
  public void connectionFailed(Object handshake, Object alert, String message, Throwable cause) {
    new Moment() {
      @Override
      void meet() throws ReflectiveOperationException {
        Handshake ended = libraries.of(handshake).handshake(handshake, null);
        Connection connection = ended.connection();
        Upgrade upgrade = (Upgrade) connection.offered();
        if (upgrade != null && !ended.isNegotiated() && upgrade.failsFirst()) {
          boolean unsaid = cause == null || cause.getMessage() == null;
          String why = unsaid ? ended.failure(alert, message) : cause.getMessage();
          upgrades.failed(upgrade.rule, connection.peer(), upgrade.offer, why);
        }
      }
    }.pass();
  }

  /** A connection was decided on: what a rule wanted of it, and its library is not known to do. */
  public void decided(Connection connection) {
    ConnectionFacts facts = connection.offered() == null ? connection.facts() : null;
    Rule rule = facts != null && facts.isPinned() ? ruleFor(connection) : null;
    if (rule != null) {
      upgrades.impossible(rule, connection.peer(), facts.libraryName());
    }
  }

  private void offer(Handshake offer, Connection connection) throws ReflectiveOperationException {
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
}
