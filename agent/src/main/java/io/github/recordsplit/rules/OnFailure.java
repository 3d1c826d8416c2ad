package io.github.recordsplit.rules;

/** What to do when a hook of the JDK's own TLS cannot be woven. */
public enum OnFailure {
  /** Say so and go on; the default. */
  WARN,

  /** Do not start, and refuse connections that should be split and cannot be. */
  REFUSE;

  /** Returns the word that stands for this value in rules files, options and output. */
  @Override
  public String toString() {
    return Keyword.of(this);
  }
}
