package io.github.recordsplit.observe;

import io.github.recordsplit.observe.inventory.ConnectionKind;

/** Takes what the flight recorder shows; there is one only once the JVM has a recorder. */
public interface Events extends OrderListener {
  /** Of so many payloads split on a connection one is told, the first of them. A power of two. */
  int SAMPLE = 128;

  /** A connection was decided on, in the thread that writes to it. */
  void decided(ConnectionKind kind);

  /** A payload is split, in the thread that sends it; one in {@link #SAMPLE}. */
  void payloadSplit(ConnectionKind kind);

  /**
   * A rules file was read again.
   *
   * @param rules how many are in force now
   * @param error why the last good ones stay in force, or null
   */
  void rulesReloaded(String file, int rules, String error);
}
