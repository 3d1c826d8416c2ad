package io.github.recordsplit.benchmarks;

import java.lang.instrument.Instrumentation;

/** The least that an agent can do; the JVM's own cost of having one is in it. */
public final class EmptyAgent {
  private EmptyAgent() {}

  public static void premain(String arguments, Instrumentation instrumentation) {
    // nothing, on purpose
  }
}
