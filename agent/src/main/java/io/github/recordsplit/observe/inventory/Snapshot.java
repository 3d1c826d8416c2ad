package io.github.recordsplit.observe.inventory;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;

/** An {@link Inventory} at one moment. */
public final class Snapshot {
  private final List<ConnectionKind> kinds = new ArrayList<>();
  private final IdentityHashMap<ConnectionKind, ConnectionKind> copies = new IdentityHashMap<>();
  private final List<Tracked> counted = new ArrayList<>();
  private final List<ConnectionKind> kindsOfCounted = new ArrayList<>();
  private final long connections;
  private long open;

  /** The caller holds the inventory's lock; {@link #look} must follow without it. */
  Snapshot(long connections) {
    this.connections = connections;
  }

  /** Adds kinds; the newest come last, and are wanted first. */
  void add(Iterable<ConnectionKind> some, boolean newestFirst) {
    List<ConnectionKind> added = new ArrayList<>();
    for (ConnectionKind kind : some) {
      ConnectionKind copy = kind.copy();
      copies.put(kind, copy);
      added.add(copy);
    }
    if (newestFirst) {
      Collections.reverse(added);
    }
    kinds.addAll(added);
  }

  /** Adds the payloads of those that have not been collected. */
  void count(List<Tracked> tracked) {
    for (Tracked connection : tracked) {
      ConnectionKind copy = copies.get(connection.kind()); // null as long as it was not decided on
      if (copy != null) {
        copy.payloads += connection.payloadsSplit();
      }
      if (connection.isCounted()) {
        counted.add(connection);
        kindsOfCounted.add(copy);
      }
    }
  }

  /** Looks which of them are open, which reads each connection's fields. */
  Snapshot look() {
    for (int i = 0; i < counted.size(); i++) {
      if (counted.get(i).isOpen()) {
        open++;
        ConnectionKind copy = kindsOfCounted.get(i);
        if (copy != null) {
          copy.open++;
        }
      }
    }
    counted.clear();
    kindsOfCounted.clear();
    return this;
  }

  /** All kinds, the newest first and what is left of older ones last. */
  public List<ConnectionKind> kinds() {
    return kinds;
  }

  /** Connections since the start. */
  public long connections() {
    return connections;
  }

  /** Those of them that are open. */
  public long open() {
    return open;
  }
}
