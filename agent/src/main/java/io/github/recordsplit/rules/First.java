package io.github.recordsplit.rules;

/** What happens to the first payload after a handshake. */
public enum First {
  /** It is split too, as Schannel does; the default. */
  SPLIT,

  /** It goes out whole, as SunJSSE does. */
  WHOLE;

  /** Returns the word that stands for this value in rules files, options and output. */
  @Override
  public String toString() {
    return Keyword.of(this);
  }
}
