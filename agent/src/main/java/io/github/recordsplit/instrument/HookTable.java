package io.github.recordsplit.instrument;

/** The hooks of one TLS library, or of one feature. */
public interface HookTable {
  /** No hooks. */
  Hook[] NONE = {};

  /**
   * Whether a class, by its internal name, may be woven; nothing of a hook is loaded for that. A
   * library names the classes too that only features weave.
   */
  boolean mayWeave(String className);

  /**
   * The hooks of a class that may be woven, in the order in which it is.
   *
   * @param late whether it is loaded already, and may have objects
   */
  Hook[] hooks(String className, byte[] classFile, boolean late);

  /**
   * The hooks of the JDK's own classes that are looked for before any of these loads, so that the
   * first line can tell whether they are there.
   */
  default Hook[] ahead() {
    return NONE;
  }

  /**
   * Whether a class decides on payloads without knowing whose they are: it must not be woven before
   * what tells that.
   */
  default boolean decides(String className) {
    return false;
  }
}
