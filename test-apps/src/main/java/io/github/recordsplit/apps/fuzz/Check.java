package io.github.recordsplit.apps.fuzz;

import java.util.Objects;

/** What must hold, or the sequence is printed. */
final class Check {
  private Check() {}

  static void equal(Object due, Object actual, String what) {
    that(Objects.equals(due, actual), what + ": " + actual + ", due is " + due);
  }

  static void that(boolean condition, String otherwise) {
    if (!condition) {
      throw new AssertionError(otherwise);
    }
  }
}
