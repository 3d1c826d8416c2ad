package io.github.recordsplit.tools.cli;

/**
 * What was asked for cannot be done; the message is one sentence that says why and what to do
 * instead, without the leading program name.
 */
final class NoException extends Exception {
  private static final long serialVersionUID = 1L;

  NoException(String sentence) {
    super(sentence);
  }
}
