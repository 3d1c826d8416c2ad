package io.github.recordsplit.instrument;

import java.lang.instrument.UnmodifiableClassException;

/** Weaves classes that have loaded already. */
public interface Reweaver {
  /** Returns whether this JVM lets a class be changed. */
  boolean canReweave(Class<?> type);

  /** All classes that have loaded. */
  Class<?>[] loaded();

  /**
   * Offers classes to the weaver once more, together.
   *
   * @throws UnmodifiableClassException if one of them cannot be changed
   */
  void reweave(Class<?>... types) throws UnmodifiableClassException;

  /**
   * Offers the loaded classes that hooks are of to the weaver once more, together.
   *
   * @throws UnmodifiableClassException if one of them cannot be changed
   */
  void reweaveLoaded(HookTable hooks) throws UnmodifiableClassException;

  /**
   * Offers the loaded classes whose names end so to the weaver once more, together.
   *
   * @throws UnmodifiableClassException if one of them cannot be changed
   */
  void reweaveLoaded(String nameEnd) throws UnmodifiableClassException;
}
