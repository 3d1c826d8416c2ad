package io.github.recordsplit.instrument;

/** A class is not of the shape that was expected, and must be left alone. */
public final class ShapeException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * Says what was expected.
   *
   * @param expected what is missing, as it reads after "expected"
   */
  public ShapeException(String expected) {
    super(expected);
  }
}
