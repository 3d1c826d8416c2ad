package io.github.recordsplit.observe.inventory;

import io.github.recordsplit.rules.Action;

/** What keeps a connection from being attacked by BEAST. */
public enum Protection {
  /** Neither SSLv3 nor TLS 1.0, or no CBC cipher suite. */
  NOT_NEEDED("not vulnerable"),

  /** The agent splits. */
  AGENT("protected by recordsplit"),

  /** The agent leaves it alone, and the TLS library splits as it would without the agent. */
  LIBRARY("protected by its TLS library"),

  /** Nothing. */
  NONE("VULNERABLE and not protected");

  private final String words;

  Protection(String words) {
    this.words = words;
  }

  /**
   * What holds for a connection.
   *
   * @param vulnerable whether its protocol and cipher suite are
   * @param done what happens to its payloads, which may be less than what was decided
   * @param librarySplits whether its TLS library splits where it is left alone
   */
  public static Protection of(boolean vulnerable, Action done, boolean librarySplits) {
    if (!vulnerable) {
      return NOT_NEEDED;
    }
    if (done == Action.LEAVE && librarySplits) {
      return LIBRARY;
    }
    return done == Action.SPLIT ? AGENT : NONE;
  }

  /** Returns the words that operators read. */
  @Override
  public String toString() {
    return words;
  }
}
