package io.github.recordsplit.rules;

import java.util.List;

/**
 * What a connection tells about itself when a decision is due. Every getter may be called more than
 * once.
 */
public interface Subject {
  /** Returns which side of the handshake this JVM is on. */
  Role role();

  /**
   * Returns the names by which the peer is known: as the application named it, and SNI. Any case,
   * with or without a trailing dot; an IP literal (also in brackets, also with a zone) counts as an
   * address. Empty if none is known.
   */
  List<String> names();

  /** Returns the peer's addresses, each 4 or 16 bytes in network order. Empty if none is known. */
  List<byte[]> addresses();

  /** Returns the peer's port, 1 to 65535, or -1 if it is not known. */
  int port();

  /**
   * Returns the binary names of the classes on the call stack. It costs a stack walk, so that one
   * decision asks at most once, and only when a rule with a class condition could decide.
   */
  String[] classes();

  /**
   * Returns whether the connection is one of the share of a rule that holds for it but for that.
   * Asked again it answers the same. Of a connection that only somebody describes that cannot be
   * told: it is.
   */
  default boolean isIn(Share share) {
    return true;
  }
}
