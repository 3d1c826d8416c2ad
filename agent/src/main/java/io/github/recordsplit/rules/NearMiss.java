package io.github.recordsplit.rules;

import java.util.ArrayList;
import java.util.List;

/**
 * Of the rules that match a connection not, the one that comes nearest to it, and why it does not.
 */
public final class NearMiss {
  private final Rule rule;
  private final List<String> reasons;

  private NearMiss(Rule rule, List<String> reasons) {
    this.rule = rule;
    this.reasons = reasons;
  }

  /**
   * Returns the first of those that fail by the fewest conditions and hold by the most, or null if
   * there is no rule that decides about splitting.
   *
   * @param app the application's name, empty if it is not known
   */
  public static NearMiss of(Rules rules, String app, Subject subject) {
    NearMiss nearest = null;
    for (Rule rule : rules.all()) {
      if (rule.action().group == Action.SPLIT.group) {
        NearMiss miss = new NearMiss(rule, rule.mismatches(app, subject));
        if (!miss.reasons.isEmpty() && (nearest == null || miss.isNearerThan(nearest))) {
          nearest = miss;
        }
      }
    }
    return nearest;
  }

  private boolean isNearerThan(NearMiss other) {
    int fewer = reasons.size() - other.reasons.size();
    return fewer < 0 || (fewer == 0 && matched() > other.matched());
  }

  private int matched() {
    return rule.conditions() - reasons.size();
  }

  /** The rule. */
  public Rule rule() {
    return rule;
  }

  /** Each condition that does not hold, in words. */
  public List<String> reasons() {
    return new ArrayList<String>(reasons);
  }

  /** All of it in one sentence. */
  @Override
  public String toString() {
    return "nearest: "
        + rule.place()
        + ": "
        + rule
        + " does not match: "
        + String.join("; ", reasons);
  }
}
