package io.github.recordsplit.tools.probe;

/** Nothing can be said about split records; the message is a sentence without an end. */
public final class CannotTellException extends Exception {
  private static final long serialVersionUID = 1L;

  CannotTellException(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}
