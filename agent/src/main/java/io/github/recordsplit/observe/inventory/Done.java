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
  CANNOT;

  /**
   * What becomes of a decision.
   *
   * @param inScope whether the policy's scope has the connection; only {@code split} asks for that
   * @param can whether it can be carried out
   */
  public static Done of(Action decided, boolean inScope, boolean can) {
    if (decided == Action.LEAVE || (decided == Action.SPLIT && !inScope)) {
      return LEAVE;
    }
    if (!can) {
      return CANNOT;
    }
    return decided == Action.SPLIT ? SPLIT : NEVER;
  }

  /** Returns the word that operators read. */
  @Override
  public String toString() {
    return Keyword.of(this);
  }
}
