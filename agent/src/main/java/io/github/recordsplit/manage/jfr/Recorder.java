package io.github.recordsplit.manage.jfr;

import io.github.recordsplit.manage.Events;
import io.github.recordsplit.manage.Managed;
import io.github.recordsplit.manage.inventory.Kind;
import jdk.jfr.FlightRecorder;

/**
 * Hands events to the flight recorder. Nothing here is loaded before {@link Probe} found that this
 * JVM records: loading an event class would start the recorder's machinery.
 */
public final class Recorder implements Events {
  /** Made by name. */
  public Recorder() {}

  @Override
  public void start(Managed agent) {
    // Now, and not under the lock of the first connection that tells something.
    FlightRecorder.register(ConnectionDecided.class);
    FlightRecorder.register(PayloadSplit.class);
    FlightRecorder.register(RulesReloaded.class);
    FlightRecorder.addPeriodicEvent(HookMissing.class, new MissingHooks(agent));
    FlightRecorder.addPeriodicEvent(ConnectionKind.class, new Kinds(agent));
  }

  @Override
  public void decided(Kind kind) {
    ConnectionDecided event = new ConnectionDecided();
    if (event.isEnabled()) {
      event.of(kind);
      event.commit();
    }
  }

  @Override
  public void payloadSplit(Kind kind) {
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

  private static final class MissingHooks implements Runnable {
    private final Managed agent;

    MissingHooks(Managed agent) {
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
    private final Managed agent;

    Kinds(Managed agent) {
      this.agent = agent;
    }

    @Override
    public void run() {
      for (Kind kind : agent.inventory().snapshot().kinds()) {
        ConnectionKind event = new ConnectionKind();
        event.of(kind);
        event.connections = kind.connections();
        event.open = kind.open();
        event.payloadsSplit = kind.payloadsSplit();
        event.commit();
      }
    }
  }
}
