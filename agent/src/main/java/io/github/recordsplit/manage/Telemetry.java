package io.github.recordsplit.manage;

/**
 * Notices when JMX or the flight recorder come into use, and only then loads what serves them: an
 * application that uses neither must not pay for either, nor have them initialised by us.
 */
final class Telemetry {
  private final Managed agent;
  private boolean jmxDone;

  Telemetry(Managed agent) {
    this.agent = agent;
  }

  /** Looks; called every half second. */
  void look() {
    if (!jmxDone) {
      jmxDone = registered();
    }
  }

  /** What fails once is not tried again: the application's JVM may lack the module. */
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
}
