package io.github.recordsplit.rules;

/**
 * A wrong option or a wrong rules file.
 *
 * <p>The message is one sentence on one line, fit to be shown to an operator as it is: {@code
 * recordsplit: SOURCE:LINE:COLUMN: ...} for a rules file, {@code recordsplit: agent option at
 * column N: ...} for an option. Lines and columns count from 1; a column counts Unicode characters
 * (code points), a tab as one.
 */
public final class ConfigException extends Exception {
  private static final long serialVersionUID = 1L;

  ConfigException(String place, String sentence) {
    super("recordsplit: " + place + ": " + sentence);
  }
}
