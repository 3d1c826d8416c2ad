package io.github.recordsplit.rules;

/**
 * What a rule asks for on a connection. A program's flag may ask for the first three only, which
 * decide about splitting; each other one is matched apart from all others.
 */
public enum Action {
  /** Make sure of 1/n-1 splitting; outside the scope the same as {@link #LEAVE}. */
  SPLIT(0),

  /** Make sure that nothing is split, the TLS library's own countermeasure included. */
  NEVER(0),

  /** Behave as if there were no agent. */
  LEAVE(0),

  /** Offer newer protocol versions than the application does. */
  UPGRADE(1),

  /** Let the application read as if its peer split. */
  REHEARSE(2);

  /** How many groups there are. */
  static final int GROUPS = 3;

  /** Of the rules of one group, the first that matches counts. */
  final int group;

  Action(int group) {
    this.group = group;
  }

  /** Returns whether this decides about splitting. */
  public boolean decides() {
    return group == 0;
  }

  /** Returns the word that stands for this value in rules files, options and output. */
  @Override
  public String toString() {
    return Keyword.of(this);
  }
}
