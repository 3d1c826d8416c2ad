package io.github.recordsplit.rules;

/** How much the agent says on stderr. */
public enum LogLevel {
  /** Nothing but fatal errors. */
  OFF("off"),

  /** The first line and each failure once; what holds without a {@code log} option. */
  DEFAULT("default"),

  /** As the default, and one line per decision. */
  CONNECTIONS("connections"),

  /** As connections, and what the weaver does. */
  DEBUG("debug");

  private final String word;

  LogLevel(String word) {
    this.word = word;
  }

  /** Returns the word that stands for this value in rules files, options and output. */
  @Override
  public String toString() {
    return word;
  }
}
