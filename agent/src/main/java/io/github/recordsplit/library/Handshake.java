package io.github.recordsplit.library;

import io.github.recordsplit.connection.Connection;
import java.util.List;

/** One handshake, and what it is about to offer, as its TLS library keeps it for that alone. */
public interface Handshake {
  /** Whose it is. */
  Connection connection() throws ReflectiveOperationException;

  /** Whether the connection's first handshake is over. */
  boolean isNegotiated() throws ReflectiveOperationException;

  /** Whether nothing above TLS 1.1 is offered. */
  boolean isPinned() throws ReflectiveOperationException;

  /**
   * What may be added: all that the library supports and nobody has disabled, above what is
   * offered.
   */
  List<Object> above() throws ReflectiveOperationException;

  /** Offers these versions too, with the library's own suites that no version below them knows. */
  void add(List<Object> versions) throws ReflectiveOperationException;

  /** What is offered, in words. */
  String words(List<Object> versions) throws ReflectiveOperationException;

  /**
   * What became of it, in words.
   *
   * @param alert of the library's own type, or null
   * @param message the library's, or null
   */
  String failure(Object alert, String message) throws ReflectiveOperationException;
}
