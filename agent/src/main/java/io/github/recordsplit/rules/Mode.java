package io.github.recordsplit.rules;

/** The JVM-wide switch, as {@code SendExtraRecord} of Microsoft's MS12-006 is for a machine. */
public enum Mode {
  /** Split what a rule or a flag names ({@code SendExtraRecord} 0). */
  SELECTIVE,

  /** Split everything but what a rule or a flag exempts ({@code SendExtraRecord} 1). */
  ALL,

  /** Split nothing, whatever rules and flags say ({@code SendExtraRecord} 2). */
  NONE;

  /** Returns the word that stands for this value in rules files, options and output. */
  @Override
  public String toString() {
    return Keyword.of(this);
  }
}
