package io.github.recordsplit.instrument;

/** The hooks of classes in any package, known by what was found out while the application runs. */
public interface FoundHooks {
  /**
   * The hooks of a class; asked of every class that loads once there is TLS.
   *
   * @param loaded null for one that is being loaded
   */
  Hook[] hooks(Class<?> loaded, String className);
}
