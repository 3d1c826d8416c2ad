package io.github.recordsplit.observe.inventory;

import java.util.List;

/** A connection as the {@link Inventory} counts it: guarded by the inventory's lock. */
public interface Tracked {
  /** The kind it is counted as, or null if nothing was written yet. */
  ConnectionKind kind();

  /** Says as what it is counted from now on. */
  void kind(ConnectionKind kind);

  /** Whether it counts as a connection. */
  boolean isCounted();

  /** Says whether it does from now on. */
  void counted(boolean counts);

  /** Whether payloads may still leave on it; asked without the inventory's lock. */
  boolean isOpen();

  /** Payloads split on this connection since it was counted as its kind. */
  long payloadsSplit();

  /** The same, and it starts from 0 again; only asked in the thread that sends its payloads. */
  long takePayloadsSplit();

  /** Those of one TLS library. */
  interface Group {
    /** Adds all that are not collected, after it has reported those that are gone. */
    void addTo(List<Tracked> all);
  }
}
