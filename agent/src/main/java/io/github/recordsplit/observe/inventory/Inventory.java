package io.github.recordsplit.observe.inventory;

import io.github.recordsplit.rules.Decision;
import io.github.recordsplit.rules.Policy;
import io.github.recordsplit.rules.Rule;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which kinds of connection there were since the start. Payloads are counted by the connection that
 * sends them, under its own lock, and added up when somebody asks: a payload costs an increment.
 *
 * <p>Memory is bounded: of many kinds the newest are kept, and of the others how many connections
 * were decided how and protected by what. Its lock is also that of the open connections, so that
 * there is no order of locks to keep.
 */
public final class Inventory {
  /** The most kinds that are told apart. */
  static final int MOST = 512;

  private final Map<ConnectionKind, ConnectionKind> kinds = new LinkedHashMap<>(64, 0.75f, true);
  private final Map<ConnectionKind, ConnectionKind> older = new LinkedHashMap<>();
  private final List<Tracked.Group> groups = new ArrayList<>();
  private long connections;

  /** The most that were told: what is told since the start never falls. */
  private long most;

  /** An inventory of nothing. */
  public Inventory() {}

  /** Says where the open connections are; they are only walked under this inventory's lock. */
  public synchronized void over(Tracked.Group connections) {
    groups.add(connections);
  }

  private List<Tracked> tracked() {
    List<Tracked> all = new ArrayList<>();
    for (Tracked.Group group : groups) {
      group.addTo(all);
    }
    return all;
  }

  /** All connections that are not collected. */
  public synchronized List<Tracked> all() {
    return tracked();
  }

  /** A connection's handshake is finished. */
  public synchronized void shaken(Tracked connection) {
    count(connection, true);
  }

  /**
   * A connection turns out to be what another is made of, such as the engine of a socket: the two
   * are one to operators.
   *
   * @param outer counts from now on, if it did not before; or null if it is not known
   */
  public synchronized void enclosed(Tracked inner, Tracked outer) {
    count(inner, false);
    if (outer != null) {
      count(outer, true);
    }
  }

  /** A wrapper leaves its payloads to the connection below, which is decided on by itself. */
  public synchronized void left(Tracked wrapper) {
    if (wrapper.kind() != null) {
      wrapper.kind().payloads += wrapper.takePayloadsSplit();
      wrapper.kind(null);
    }
    count(wrapper, false);
  }

  private void count(Tracked connection, boolean counts) {
    if (connection.isCounted() != counts) {
      connection.counted(counts);
      connections += counts ? 1 : -1;
    }
  }

  /**
   * A connection was decided on, for the first time or again.
   *
   * @param decision what was decided before, or null
   * @param now the kind it is of from now on; its equal if there is one already
   * @return whether that is news: no connection was of this kind before, or one is unprotected for
   *     the first time under this policy
   */
  public synchronized boolean decided(
      Tracked connection, Decision before, Decision decision, ConnectionKind now, Policy policy) {
    if (decision != before && decision.rule() != null) {
      decision.rule().hit();
    }
    ConnectionKind kind = kinds.get(now);
    boolean isNews =
        kind == null || (kind.protection() == Protection.NONE && kind.policy != policy);
    if (kind == null) {
      makeRoom();
      kind = now;
      kinds.put(kind, kind);
    }
    kind.policy = decision == Decision.UNDECIDED ? null : policy; // which it waits for
    count(connection, true);
    move(connection, kind);
    return isNews;
  }

  /** A rule that does not decide about splitting applied to a connection. */
  public synchronized void applied(Rule rule) {
    rule.hit();
  }

  private static void move(Tracked connection, ConnectionKind to) {
    ConnectionKind from = connection.kind();
    if (to.equals(from)) {
      return;
    }
    if (from != null) {
      from.payloads += connection.takePayloadsSplit();
    }
    to.connections++;
    connection.kind(to);
  }

  /** A connection was collected. */
  public synchronized void gone(Tracked connection) {
    ConnectionKind kind = connection.kind();
    if (kind != null) {
      kind.payloads += connection.payloadsSplit();
    }
  }

  /** Half of them at once: the open connections are walked once for all of these. */
  private void makeRoom() {
    if (kinds.size() < MOST) {
      return;
    }
    List<Tracked> all = tracked(); // first of all, as it counts those that are gone
    IdentityHashMap<ConnectionKind, ConnectionKind> moved = new IdentityHashMap<>();
    Iterator<ConnectionKind> eldest = kinds.values().iterator();
    for (int i = 0; i < MOST / 2; i++) {
      ConnectionKind kind = eldest.next();
      eldest.remove();
      moved.put(kind, addToOlder(kind));
    }
    for (Tracked connection : all) {
      ConnectionKind to = moved.get(connection.kind());
      if (to != null) {
        connection.kind(to);
      }
    }
  }

  private ConnectionKind addToOlder(ConnectionKind kind) {
    ConnectionKind rest = kind.older();
    ConnectionKind known = older.get(rest);
    if (known == null) {
      known = rest;
      older.put(rest, rest);
    }
    known.add(kind);
    known.policy = kind.policy;
    return known;
  }

  /** All kinds and connections as they stand. */
  public Snapshot snapshot() {
    return taken().look();
  }

  private synchronized Snapshot taken() {
    List<Tracked> all = tracked(); // first of all, as it counts those that are gone
    most = Math.max(most, connections);
    Snapshot taken = new Snapshot(most);
    taken.add(kinds.values(), true);
    taken.add(older.values(), false);
    taken.count(all);
    return taken;
  }
}
