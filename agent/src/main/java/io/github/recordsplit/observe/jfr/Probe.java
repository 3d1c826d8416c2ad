package io.github.recordsplit.observe.jfr;

import java.util.function.BooleanSupplier;
import jdk.jfr.FlightRecorder;

/** Tells whether this JVM records, or ever did; asking costs one class and initialises nothing. */
public final class Probe implements BooleanSupplier {
  /** Made by name. */
  public Probe() {}

  @Override
  public boolean getAsBoolean() {
    return FlightRecorder.isInitialized();
  }
}
