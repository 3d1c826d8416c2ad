package io.github.recordsplit.split;

import io.github.recordsplit.rules.Decision;
import io.github.recordsplit.rules.Policy;

/** What every connection asks for: the policy in force, and who wants to know of decisions. */
interface Control {
  /** The policy in force; another object after every change. */
  Policy policy();

  /** Counts the changes of session values named {@code recordsplit}. */
  int flags();

  /** A connection was decided on. */
  void onDecision(Peer peer, Decision decision, boolean vulnerable);
}
