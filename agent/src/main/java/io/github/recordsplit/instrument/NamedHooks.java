package io.github.recordsplit.instrument;

import java.util.ArrayList;
import java.util.List;

/** Hooks of classes that are known by their whole names. */
public final class NamedHooks implements HookTable {
  private final Hook[] all;

  /** These, in the order in which a class is woven. */
  public NamedHooks(Hook... all) {
    this.all = all;
  }

  @Override
  public boolean mayWeave(String className) {
    for (Hook hook : all) {
      if (hook.className.equals(className)) {
        return true;
      }
    }
    return false;
  }

  @Override
  public Hook[] hooks(String className, byte[] classFile, boolean late) {
    return of(className, all);
  }

  /** Those of some hooks that are of a class. */
  public static Hook[] of(String className, Hook... hooks) {
    List<Hook> of = new ArrayList<>(2);
    for (Hook hook : hooks) {
      if (hook.className.equals(className)) {
        of.add(hook);
      }
    }
    return of.toArray(new Hook[0]);
  }
}
