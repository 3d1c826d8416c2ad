package io.github.recordsplit.feature.upgrade;

import io.github.recordsplit.rules.Rule;

/** What the agent offers in a handshake beside what the application does. */
public final class Upgrade {
  public final Rule rule;

  /** What the application offers, and what is added, as operators see it. */
  public final String offer;

  private boolean told;

  Upgrade(Rule rule, String offer) {
    this.rule = rule;
    this.offer = offer;
  }

  /** Whether its failure is told for the first time. */
  synchronized boolean failsFirst() {
    boolean first = !told;
    told = true;
    return first;
  }
}
