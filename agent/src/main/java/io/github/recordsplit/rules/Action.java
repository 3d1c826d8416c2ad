package io.github.recordsplit.rules;

/** What a rule, or the flag that a program sends, asks for on a connection. */
public enum Action {
  /** Make sure of 1/n-1 splitting; outside the scope the same as {@link #LEAVE}. */
  SPLIT("split"),

  /** Make sure that nothing is split, the TLS library's own countermeasure included. */
  NEVER("never"),

  /** Behave as if there were no agent. */
  LEAVE("leave");

  private final String word;

  Action(String word) {
    this.word = word;
  }

  /** Returns the word that stands for this value in rules files, options and output. */
  @Override
  public String toString() {
    return word;
  }
}
