package io.github.recordsplit.instrument;

/** Of no class. */
public final class NoHooks implements HookTable {
  @Override
  public boolean mayWeave(String className) {
    return false;
  }

  @Override
  public Hook[] hooks(String className, byte[] classFile, boolean late) {
    return NONE;
  }
}
