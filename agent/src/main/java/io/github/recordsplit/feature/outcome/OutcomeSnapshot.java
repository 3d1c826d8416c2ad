package io.github.recordsplit.feature.outcome;

import io.github.recordsplit.observe.inventory.ConnectionKind;
import io.github.recordsplit.rules.Policy;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** How connections fared, at one moment. */
public final class OutcomeSnapshot {
  /** Where nothing was seen. */
  public static final OutcomeSnapshot NONE = new OutcomeSnapshot(new ArrayList<>(), null, false);

  private final List<Comparison> comparisons;
  private final Policy inForce;
  private final boolean hears;

  OutcomeSnapshot(Collection<Comparison> comparisons, Policy inForce, boolean hears) {
    this.comparisons = new ArrayList<>(comparisons);
    this.inForce = inForce;
    this.hears = hears;
  }

  /** Who breaks, now: a line for each. */
  public List<String> suspects() {
    List<String> all = new ArrayList<>();
    for (Comparison each : comparisons) {
      String verdict = each.isCurrent(inForce) ? each.verdict(hears) : null;
      if (verdict != null) {
        all.add(verdict);
      }
    }
    return all;
  }

  /** Why a kind is suspected, or null. */
  public String suspect(ConnectionKind kind) {
    for (Comparison each : comparisons) {
      if (each.splits(kind)) {
        return each.verdict(hears);
      }
    }
    return null;
  }

  /** All of it, a JSON object for each peer. */
  public List<String> json() {
    List<String> all = new ArrayList<>();
    for (Comparison each : comparisons) {
      all.add(each.json(inForce, hears).toString());
    }
    return all;
  }
}
