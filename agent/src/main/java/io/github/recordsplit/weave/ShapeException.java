package io.github.recordsplit.weave;

/** A class is not of the shape that a hook knows. */
final class ShapeException extends Exception {
  private static final long serialVersionUID = 1L;

  ShapeException(String whatIsMissing) {
    super(whatIsMissing);
  }
}
