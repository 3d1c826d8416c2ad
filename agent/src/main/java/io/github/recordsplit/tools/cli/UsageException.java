package io.github.recordsplit.tools.cli;

/**
 * The command line was used wrongly; the message is one sentence without the leading program name.
 */
final class UsageException extends Exception {
  private static final long serialVersionUID = 1L;

  UsageException(String sentence) {
    super(sentence);
  }
}
