package io.github.recordsplit.rules;

/** Which side of the handshake this JVM is on. */
public enum Role {
  /** It sent the ClientHello. */
  CLIENT,

  /** It answered it. */
  SERVER;

  /** Returns the word that stands for this value in rules files, options and output. */
  @Override
  public String toString() {
    return Keyword.of(this);
  }
}
