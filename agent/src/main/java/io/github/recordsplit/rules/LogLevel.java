package io.github.recordsplit.rules;

/** How much the agent says on stderr. */
public enum LogLevel {
  /** Nothing but fatal errors. */
  OFF,

  /** The first line and each failure once; what holds without a {@code log} option. */
  DEFAULT,

  /** As the default, and one line per decision. */
  CONNECTIONS,

  /** As connections, and what the weaver does. */
  DEBUG;

  /** Returns the word that stands for this value in rules files, options and output. */
  @Override
  public String toString() {
    return Keyword.of(this);
  }
}
