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

  /** Whether a class, by its internal name, may be woven. */
  public boolean mayWeave(String className) {
    for (HookTable table : libraries) {
      if (table.mayWeave(className)) {
        return true;
      }
    }
    return false;
  }

  /** The hooks of a class of any name, in the order in which it is; {@code loaded} may be null. */
  Hook[] found(Class<?> loaded, String className) {
    Hook[] all = HookTable.NONE;
    for (FoundHooks table : found) {
      Hook[] more = table.hooks(loaded, className);
      if (more.length > 0) {
        all = Arrays.copyOf(all, all.length + more.length);
        System.arraycopy(more, 0, all, all.length - more.length, more.length);
      }
    }
    return all;
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
