package io.github.recordsplit.instrument;

/** Finds a constructor's own call of another one; {@code new X()} before it does not count. */
final class ConstructorCall {
  private int made;
  private boolean passed;

  /** An object is made, whose own constructor is called first. */
  void passesNew() {
    made++;
  }

  /** Whether a called method is that constructor. */
  boolean isAt(String method) {
    if (passed || !method.equals("<init>")) {
      return false;
    }
    passed = made-- == 0;
    return passed;
  }
}
