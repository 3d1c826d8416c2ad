package io.github.recordsplit.rules;

/** Which connections may be split at all. */
public enum Scope {
  /** Only SSLv3 and TLS 1.0 with a CBC cipher suite; the default. */
  VULNERABLE,

  /** Every protocol version and cipher suite of stream TLS. */
  ANY;

  /** Returns the word that stands for this value in rules files, options and output. */
  @Override
  public String toString() {
    return Keyword.of(this);
  }
}
