package io.github.recordsplit.rules;

/** Which connections may be split at all. */
public enum Scope {
  /** Only SSLv3 and TLS 1.0 with a CBC cipher suite; the default. */
  VULNERABLE("vulnerable"),

  /** Every protocol version and cipher suite of stream TLS. */
  ANY("any");

  private final String word;

  Scope(String word) {
    this.word = word;
  }

  /** Returns the word that stands for this value in rules files, options and output. */
  @Override
  public String toString() {
    return word;
  }
}
