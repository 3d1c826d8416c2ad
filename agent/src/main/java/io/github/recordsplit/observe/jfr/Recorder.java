package io.github.recordsplit.observe.jfr;

import io.github.recordsplit.control.AgentControl;
import io.github.recordsplit.control.EventRecorder;
import io.github.recordsplit.feature.outcome.OutcomeSnapshot;
import io.github.recordsplit.observe.Order;
import io.github.recordsplit.observe.inventory.ConnectionKind;
import java.util.List;
import jdk.jfr.FlightRecorder;

/**
 * Hands events to the flight recorder. Nothing here is loaded before {@link Probe} found that this
 * JVM records: loading an event class would start the recorder's machinery.
 */
public final class Recorder implements EventRecorder {
  /** Made by name. */
  public Recorder() {}

  @Override
  public void start(AgentControl agent) {
    // Now, and not under the lock of the first connection that tells something.
    FlightRecorder.register(ConnectionDecided.class);
    FlightRecorder.register(PayloadSplit.class);
    FlightRecorder.register(RulesReloaded.class);
    FlightRecorder.register(Ordered.class);
    FlightRecorder.addPeriodicEvent(HookMissing.class, new MissingHooks(agent));
    FlightRecorder.addPeriodicEvent(ConnectionKindEvent.class, new Kinds(agent));
  }

  @Override
  public void decided(ConnectionKind kind) {
    ConnectionDecided event = new ConnectionDecided();
    if (event.isEnabled()) {
      event.of(kind);
      event.commit();
    }
  }

  @Override
  public void payloadSplit(ConnectionKind kind) {
    PayloadSplit event = new PayloadSplit();
    if (event.isEnabled()) {
      event.of(kind);
      event.commit();
    }
  }

  @Override
  public void rulesReloaded(String file, int rules, String error) {
    RulesReloaded event = new RulesReloaded();
    event.file = file;
    event.rules = rules;
    event.error = error;
    event.commit();
  }

  @Override
  public void ordered(Order order) {
    Ordered event = new Ordered();
    event.by = order.by;
    event.order = order.what;
    event.outcome = order.outcome;
    event.commit();
  }

  private static final class MissingHooks implements Runnable {
    private final AgentControl agent;

    MissingHooks(AgentControl agent) {
      this.agent = agent;
    }

    @Override
    public void run() {
      for (String hook : agent.hooks().missingOnes()) {
        HookMissing event = new HookMissing();
        event.hook = hook;
        event.commit();
      }
    }
  }

  private static final class Kinds implements Runnable {
    private final AgentControl agent;

    Kinds(AgentControl agent) {
      this.agent = agent;
    }

    @Override
    public void run() {
      List<ConnectionKind> kinds = agent.inventory().snapshot().kinds();
      OutcomeSnapshot fared = OutcomeSnapshot.of(agent.outcomes(), kinds, agent.policy());
      for (ConnectionKind kind : kinds) {
        ConnectionKindEvent event = new ConnectionKindEvent();
        event.of(kind);
        event.connections = kind.connections();
        event.open = kind.open();
        event.payloadsSplit = kind.payloadsSplit();
        event.suspect = fared.suspect(kind);
        event.commit();
      }
    }
  }
}
