package io.github.recordsplit.startup;

import io.github.recordsplit.control.AgentControl;
import io.github.recordsplit.control.EventRecorder;
import io.github.recordsplit.observe.jmx.Jmx;
import java.util.function.BooleanSupplier;

/**
 * Notices when JMX or the flight recorder come into use, and only then loads what serves them: an
 * application that uses neither must not pay for either, nor have them initialised by us.
 */
final class Telemetry {
  /** A program that ends within a second has nobody to look at it. */
  private static final int SKIPPED = 4;

  private final AgentControl agent;
  private int looks;
  private boolean jmxDone;
  private boolean recorderDone;
  private BooleanSupplier records;

  public Telemetry(AgentControl agent) {
    this.agent = agent;
  }

  /** Looks; called four times a second. */
  void lookForJmx() {
    if (!jmxDone && ++looks > SKIPPED) {
      jmxDone = registered();
    }
  }

  /** Looks; called four times a second. */
  void lookForRecorder() {
    if (!recorderDone) {
      recorderDone = recording();
    }
  }

  /**
   * What fails once is not tried again, but for a lack of memory: the application's JVM may lack
   * the module.
   */
  private boolean registered() {
    try {
      return Jmx.register(agent);
    } catch (LinkageError absent) {
      return true;
    } catch (Exception e) {
      agent.onFailure(e);
      return true;
    }
  }

  /** Loads what names the recorder's classes only by name, for a JVM may have none. */
  private boolean recording() {
    try {
      if (records == null) {
        records = (BooleanSupplier) made("Probe");
      }
      if (!records.getAsBoolean()) {
        return false;
      }
      EventRecorder events = (EventRecorder) made("Recorder");
      events.start(agent);
      agent.events(events);
    } catch (LinkageError absent) {
      // Java 8 before 8u262, a run-time image without the module, or another vendor's JVM.
    } catch (Exception e) {
      agent.onFailure(e);
    }
    return true;
  }

  private static Object made(String name) throws ReflectiveOperationException {
    return Class.forName("io.github.recordsplit.observe.jfr." + name)
        .getDeclaredConstructor()
        .newInstance();
  }
}
