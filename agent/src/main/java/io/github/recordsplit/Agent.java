package io.github.recordsplit;

import java.lang.instrument.Instrumentation;

/** Entry point of the agent jar. */
public final class Agent {
  private Agent() {}

  /** Called by the JVM before {@code main}. */
  public static void premain(String options, Instrumentation instrumentation) {}
}
