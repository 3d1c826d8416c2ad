package io.github.recordsplit.instrument;

import java.lang.instrument.UnmodifiableClassException;

/** Weaves classes that have loaded already. */
public interface Reweaver {
  /** Returns whether this JVM lets a class be changed. */
  boolean canReweave(Class<?> type);

  /**
   * Offers classes to the weaver once more, together.
   *
   * @throws UnmodifiableClassException if one of them cannot be changed
   */
  void reweave(Class<?>... types) throws UnmodifiableClassException;

  /**
   * Offers the loaded classes whose names end so to the weaver once more, together.
   *
   * @throws UnmodifiableClassException if one of them cannot be changed
   */
  void reweaveLoaded(String... nameEnds) throws UnmodifiableClassException;

  /**
   * Offers the loaded classes of unknown TLS libraries to the weaver once more, one by one.
   *
   * @throws UnmodifiableClassException if one of them cannot be changed
   */
  void reweaveFound() throws UnmodifiableClassException;
}
