package io.github.recordsplit.observe.inventory;

import io.github.recordsplit.rules.Action;
import io.github.recordsplit.rules.Keyword;

/** What was done about a connection, which may be less than what was decided. */
public enum Done {
  /** Its payloads are split. */
  SPLIT,

  /** Nothing on it is split. */
  NEVER,

  /** It is left to its TLS library: so it was decided, or it is outside the scope. */
  LEAVE,

  /** What was decided cannot be carried out. */
  CANNOT,

  /** Nothing, as this is a dry run: its payloads would be split. */
  WOULD_SPLIT,

  /** Nothing, as this is a dry run: it would be kept from being split. */
  WOULD_NEVER;

  /**
   * What becomes of a decision.
   *
   * @param inScope whether the policy's scope has the connection; only {@code split} asks for that
   * @param can whether it can be carried out
   * @param dryRun whether that is only told
   */
  public static Done of(Action decided, boolean inScope, boolean can, boolean dryRun) {
    if (decided == Action.LEAVE || (decided == Action.SPLIT && !inScope)) {
      return LEAVE;
    }
    if (!can) {
      return CANNOT;
    }
    if (dryRun) {
      return decided == Action.SPLIT ? WOULD_SPLIT : WOULD_NEVER;
    }
    return decided == Action.SPLIT ? SPLIT : NEVER;
  }

  /** Whether it is only told what would be done. */
  public boolean isDryRun() {
    return this == WOULD_SPLIT || this == WOULD_NEVER;
  }

  /** Returns the word that operators read. */
  @Override
  public String toString() {
    switch (this) {
      case WOULD_SPLIT:
        return "wouldSplit";
      case WOULD_NEVER:
        return "wouldNever";
      default:
        return Keyword.of(this);
    }
  }
}
