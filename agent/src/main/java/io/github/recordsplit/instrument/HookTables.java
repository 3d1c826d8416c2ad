package io.github.recordsplit.instrument;

/** The hooks of all TLS libraries and features. */
public final class HookTables {
  final HookTable[] libraries;
  final FeatureHooks[] features;
  final FoundHooks[] found;

  public HookTables(HookTable[] libraries, FeatureHooks[] features, FoundHooks[] found) {
    this.libraries = libraries;
    this.features = features;
    this.found = found;
  }

  /** Whether a class, by its internal name, may be woven. */
  public boolean mayWeave(String className) {
    return mayWeave(libraries, className) || mayWeave(features, className);
  }

  private static boolean mayWeave(HookTable[] tables, String className) {
    for (HookTable table : tables) {
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
