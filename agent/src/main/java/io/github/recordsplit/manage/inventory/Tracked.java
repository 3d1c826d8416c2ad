package io.github.recordsplit.manage.inventory;

import java.util.List;

/** An open connection as the {@link Inventory} counts it: guarded by the inventory's lock. */
public interface Tracked {
  /** The kind it is counted as, or null if nothing was written yet. */
  Kind kind();

  /** Says as what it is counted from now on. */
  void kind(Kind kind);

  /** Payloads split on this connection since it was counted as its kind. */
  long payloadsSplit();

  /** The same, and it starts from 0 again; only asked in the thread that sends its payloads. */
  long takePayloadsSplit();

  /** Those of one TLS library. */
  interface Group {
    /** Adds all that are open, after it has reported those that are gone. */
    void addTo(List<Tracked> all);
  }
}
