package io.github.recordsplit.feature.upgrade;

import io.github.recordsplit.connection.Offered;
import io.github.recordsplit.rules.Rule;

/** Newer TLS that is offered, and whether its failure was told. */
final class Upgrade extends Offered {
  private boolean told;

  Upgrade(Rule rule, String offer) {
    super(rule, offer);
  }

  /** Whether its failure is told for the first time. */
  synchronized boolean failsFirst() {
    boolean first = !told;
    told = true;
    return first;
  }
}
