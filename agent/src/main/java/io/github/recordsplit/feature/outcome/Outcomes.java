package io.github.recordsplit.feature.outcome;

import io.github.recordsplit.connection.Connection;
import io.github.recordsplit.connection.ConnectionContext;
import io.github.recordsplit.connection.Conversation;
import io.github.recordsplit.instrument.HookReport;
import io.github.recordsplit.observe.inventory.ConnectionKind;
import io.github.recordsplit.observe.inventory.Tracked;
import io.github.recordsplit.observe.log.AgentLog;
import io.github.recordsplit.rules.Policy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How connections fared, by kind; of many kinds those that were used last. The agent draws no
 * conclusion for them: who can reset connections could switch their protection off.
 */
public final class Outcomes {
  /** The most kinds that are told apart. */
  private static final int MOST = 512;

  /** One of so many looks goes through all connections. */
  private static final int LOOKS = 8;

  private final ConnectionContext control;
  private final AgentLog log;
  private final HookReport hooks;
  private final Map<ConnectionKind, Tally> tallies =
      new LinkedHashMap<ConnectionKind, Tally>(64, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<ConnectionKind, Tally> eldest) {
          return size() > MOST;
        }
      };

  private final Set<List<Object>> told = new HashSet<>();
  private int looks;
  private volatile boolean deaf;

  /** Nothing yet. */
  public Outcomes(ConnectionContext control, AgentLog log, HookReport hooks) {
    this.control = control;
    this.log = log;
    this.hooks = hooks;
  }

  /** A connection of a kind sends its first payload that could be split. */
  public Conversation begin(ConnectionKind kind) {
    Tally tally = kind.isRest() ? null : tally(kind);
    if (tally == null) {
      return null;
    }
    tally.begun();
    return new Exchange(tally);
  }

  private synchronized Tally tally(ConnectionKind kind) {
    Tally tally = tallies.get(kind);
    if (tally == null) {
      tally = new Tally(kind);
      tallies.put(kind, tally);
    }
    return tally;
  }

  /** By what kinds differ in nothing but what was decided; the last that were used come last. */
  private Map<List<Object>, Comparison> compare(Map<ConnectionKind, ConnectionKind> named) {
    Map<List<Object>, Comparison> all = new LinkedHashMap<>();
    boolean hears = hears();
    for (Tally tally : tallies()) {
      ConnectionKind kind = named.getOrDefault(tally.kind, tally.kind);
      List<Object> key = Comparison.key(kind);
      Comparison comparison = all.get(key);
      if (comparison == null) {
        comparison = new Comparison(kind, hears);
        all.put(key, comparison);
      }
      comparison.add(kind, tally.copy());
    }
    return all;
  }

  private synchronized List<Tally> tallies() {
    return new ArrayList<>(tallies.values());
  }

  /** Looks which connections have waited for too long; tells nothing. */
  private void count() {
    List<Tally> waiting = new ArrayList<>();
    for (Tally tally : tallies()) {
      if (tally.mayHang()) {
        waiting.add(tally);
      } else {
        tally.hangs(0);
      }
    }
    if (waiting.isEmpty()) {
      return;
    }
    Map<List<Object>, Comparison> compared = compare(new HashMap<>());
    Map<Tally, Integer> patience = new HashMap<>(); // connections are many, kinds are not
    for (Tally tally : waiting) {
      Comparison comparison = compared.get(Comparison.key(tally.kind));
      patience.put(tally, comparison == null ? Integer.MAX_VALUE : comparison.patience());
    }
    Map<Tally, Long> hangs = new HashMap<>();
    for (Tracked each : control.inventory().all()) {
      Exchange exchange = (Exchange) ((Connection) each).conversation();
      Tally tally = exchange == null ? null : exchange.waitsFor();
      Integer most = tally == null ? null : patience.get(tally);
      if (most != null && exchange.waited() > most) {
        hangs.merge(tally, 1L, Long::sum);
      }
    }
    for (Tally tally : waiting) {
      tally.hangs(hangs.getOrDefault(tally, 0L));
    }
  }

  /** Looks whether splitting breaks some; called four times a second. */
  public void look() {
    if (++looks % LOOKS == 0) {
      count();
    }
    if (isCalm()) {
      return;
    }
    Map<List<Object>, Comparison> all = compare(new HashMap<>());
    told.retainAll(all.keySet());
    for (Map.Entry<List<Object>, Comparison> each : all.entrySet()) {
      String verdict = each.getValue().verdict();
      if (verdict != null && told.add(each.getKey())) {
        log.notice(verdict);
      }
    }
  }

  private boolean isCalm() {
    for (Tally tally : tallies()) {
      if (!tally.isCalm()) {
        return false;
      }
    }
    return true;
  }

  /** What an application reads from some socket cannot be seen. */
  void cannotHear() {
    deaf = true;
  }

  /** Where answers cannot be heard, those that never came mean nothing. */
  private boolean hears() {
    return !deaf && hooks.missingOnes().isEmpty();
  }

  /**
   * All of it as it stands.
   *
   * @param kinds the inventory's kinds, as they stand
   */
  OutcomeSnapshot snapshot(List<ConnectionKind> kinds, Policy inForce) {
    count();
    Map<ConnectionKind, ConnectionKind> named = new HashMap<>();
    for (ConnectionKind kind : kinds) {
      named.put(kind, kind);
    }
    return new OutcomeSnapshot(compare(named).values(), inForce);
  }
}
