package io.github.recordsplit.apps.fuzz;

/** What a run came across: a fuzz that never met the hard cases proves nothing. */
final class Tally {
  int pairs;
  int overflows;
  int drained;
  int interrupted;
  int died;
  int closed;

  @Override
  public String toString() {
    return "pairs="
        + pairs
        + " overflows="
        + overflows
        + " drained="
        + drained
        + " interrupted="
        + interrupted
        + " died="
        + died
        + " closed="
        + closed;
  }
}
