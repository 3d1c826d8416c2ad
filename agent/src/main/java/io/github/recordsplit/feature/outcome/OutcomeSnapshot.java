package io.github.recordsplit.feature.outcome;

import io.github.recordsplit.observe.inventory.ConnectionKind;
import io.github.recordsplit.rules.Policy;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How connections fared, at one moment. */
public final class OutcomeSnapshot {
  private static final OutcomeSnapshot NONE = new OutcomeSnapshot(new ArrayList<>(), null);

  private final List<Comparison> comparisons;
  private final Policy inForce;
  private final Map<ConnectionKind, Comparison> bySplitKind = new HashMap<>();

  OutcomeSnapshot(Collection<Comparison> comparisons, Policy inForce) {
    this.comparisons = new ArrayList<>(comparisons);
    this.inForce = inForce;
    for (Comparison each : comparisons) {
      for (ConnectionKind kind : each.splitKinds()) {
        bySplitKind.put(kind, each);
      }
    }
  }

  /**
   * Looks at what was seen.
   *
   * @param outcomes null before the first TLS class
   * @param kinds the inventory's kinds, as they stand
   */
  public static OutcomeSnapshot of(Outcomes outcomes, List<ConnectionKind> kinds, Policy inForce) {
    return outcomes == null ? NONE : outcomes.snapshot(kinds, inForce);
  }

  /** Who breaks, now: a line for each. */
  public List<String> suspects() {
    List<String> all = new ArrayList<>();
    for (Comparison each : comparisons) {
      String verdict = each.isCurrent(inForce) ? each.verdict() : null;
      if (verdict != null) {
        all.add(verdict);
      }
    }
    return all;
  }

  /** Why a kind is suspected, or null. */
  public String suspect(ConnectionKind kind) {
    Comparison comparison = bySplitKind.get(kind);
    return comparison == null ? null : comparison.verdict();
  }

  /** All of it, a JSON object for each peer. */
  public List<String> json() {
    List<String> all = new ArrayList<>();
    for (Comparison each : comparisons) {
      all.add(each.json(inForce).toString());
    }
    return all;
  }
}
