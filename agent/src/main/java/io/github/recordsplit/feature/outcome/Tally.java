package io.github.recordsplit.feature.outcome;

import io.github.recordsplit.observe.inventory.ConnectionKind;

/** How the connections of one kind fared; its own lock guards it. */
final class Tally {
  final ConnectionKind kind;
  private final Figures figures = new Figures();

  Tally(ConnectionKind kind) {
    this.kind = kind;
  }

  synchronized void begun() {
    figures.begun++;
  }

  /** The caller has the lock. */
  void answered(int units, int bytes) {
    figures.addAnswer(units, bytes);
  }

  /** The caller has the lock. */
  void ended(Ending how, String alert, boolean wasAnswered, int payloads, int units) {
    figures.addEnd(how, alert, wasAnswered, payloads, units);
  }

  /** A connection is of another kind from now on; the caller has the lock. */
  void left(boolean wasAnswered) {
    figures.begun -= wasAnswered ? 0 : 1;
  }

  /** Whether there may be one that waits. */
  synchronized boolean mayHang() {
    return figures.begun > figures.answered + figures.unanswered();
  }

  /** Whether there is nothing that could speak against splitting. */
  synchronized boolean isCalm() {
    return figures.broken() == 0
        && figures.hungUp == 0
        && figures.shortened[Figures.SHORT.length - 1] == 0;
  }

  synchronized void hangs(long count) {
    figures.hangs = count;
  }

  synchronized Figures copy() {
    Figures copy = new Figures();
    copy.add(figures);
    return copy;
  }
}
