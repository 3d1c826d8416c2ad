package io.github.recordsplit.instrument;

import java.util.Arrays;

/** The hooks of all TLS libraries, and of the features that rules have asked for. */
public final class HookTables {
  final HookTable[] libraries;

  private volatile HookTable[] features = {};
  private volatile FoundHooks[] found = {};

  public HookTables(HookTable... libraries) {
    this.libraries = libraries;
  }

  /** From now on a feature is woven: what its woven code calls is there. */
  public synchronized void add(HookTable feature) {
    HookTable[] more = Arrays.copyOf(features, features.length + 1);
    more[features.length] = feature;
    features = more;
  }

  /** From now on classes of any name are woven if they are found. */
  public synchronized void addFound(FoundHooks finds) {
    FoundHooks[] more = Arrays.copyOf(found, found.length + 1);
    more[found.length] = finds;
    found = more;
  }

  HookTable[] features() {
    return features;
  }

  FoundHooks[] found() {
    return found;
  }

  /** Whether a class, by its internal name, may be woven. */
  public boolean mayWeave(String className) {
    for (HookTable table : libraries) {
      if (table.mayWeave(className)) {
        return true;
      }
    }
    return false;
  }

  /** Whether there are hooks for a class of any name; {@code loaded} may be null. */
  boolean isFound(Class<?> loaded, String className) {
    for (FoundHooks table : found) {
      if (table.hooks(loaded, className).length > 0) {
        return true;
      }
    }
    return false;
  }

  boolean decides(String className) {
    for (HookTable table : libraries) {
      if (table.decides(className)) {
        return true;
      }
    }
    return false;
  }
}
