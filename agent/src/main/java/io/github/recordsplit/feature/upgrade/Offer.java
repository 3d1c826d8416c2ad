package io.github.recordsplit.feature.upgrade;

import java.util.List;

/** What one handshake is about to offer, as its TLS library keeps it for that handshake alone. */
public interface Offer {
  /** Whether nothing above TLS 1.1 is offered. */
  boolean isPinned() throws ReflectiveOperationException;

  /**
   * What may be added: all that the library supports and nobody has disabled, above what is
   * offered.
   */
  List<Object> above() throws ReflectiveOperationException;

  /** Offers these versions too, with the library's own suites that no version below them knows. */
  void add(List<Object> versions) throws ReflectiveOperationException;

  /** In words. */
  String words(List<Object> versions) throws ReflectiveOperationException;
}
