package io.github.recordsplit.instrument;

import java.util.ArrayList;
import java.util.List;

/** Hooks of classes that are known by their whole names; made when the first of those loads. */
public abstract class NamedHooks implements HookTable {
  private final String[] classNames;

  /** Those of classes with these internal names. */
  protected NamedHooks(String... classNames) {
    this.classNames = classNames;
  }

  /** All of them, in the order in which a class is woven. */
  protected abstract Hook[] all();

  @Override
  public final boolean mayWeave(String className) {
    for (String each : classNames) {
      if (each.equals(className)) {
        return true;
      }
    }
    return false;
  }

  @Override
  public final Hook[] hooks(String className, byte[] classFile, boolean late) {
    return of(className, all());
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
