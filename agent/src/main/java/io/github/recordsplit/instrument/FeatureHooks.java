package io.github.recordsplit.instrument;

/** The hooks of a feature, which nothing is woven for before a rule asks for it. */
public abstract class FeatureHooks implements HookTable {
  private volatile boolean on;

  /** What is woven from now on calls the feature's bridge, which is there. */
  public final void turnOn() {
    on = true;
  }

  /** Whether the feature is there to be called. */
  public final boolean isOn() {
    return on;
  }
}
