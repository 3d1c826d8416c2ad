package io.github.recordsplit.rules;

/**
 * What was decided for a connection, and why. Immutable; made once per rule, so that deciding makes
 * no garbage.
 */
public final class Decision {
  private static final Decision[] DEFAULTS = {
    new Decision(Action.SPLIT, null, false),
    new Decision(Action.NEVER, null, false),
    new Decision(Action.LEAVE, null, false)
  };
  private static final Decision[] FLAGS = {
    new Decision(Action.SPLIT, null, true),
    new Decision(Action.NEVER, null, true),
    new Decision(Action.LEAVE, null, true)
  };

  /** What stands for a decision as long as it is not known which connection it is about. */
  public static final Decision UNDECIDED = new Decision(Action.LEAVE, null, false);

  private final Action action;
  private final Rule rule;
  private final boolean flagged;

  private Decision(Action action, Rule rule, boolean flagged) {
    this.action = action;
    this.rule = rule;
    this.flagged = flagged;
  }

  /** Returns the decision that the mode alone makes. */
  static Decision byMode(Action action) {
    return of(action, DEFAULTS);
  }

  /** Returns the decision that a flag makes. */
  static Decision byFlag(Action action) {
    return of(action, FLAGS);
  }

  private static Decision of(Action action, Decision[] decisions) {
    int i = 0;
    while (decisions[i].action != action) {
      i++;
    }
    return decisions[i];
  }

  static Decision byRule(Rule rule) {
    return new Decision(rule.action(), rule, false);
  }

  /** Returns what to do with the connection. */
  public Action action() {
    return action;
  }

  /** Returns the rule that decided, or null if a flag or the mode did. */
  public Rule rule() {
    return rule;
  }

  /** Returns whether the records of a split payload leave in two writes. */
  public boolean apart() {
    return rule != null && rule.apart();
  }

  /** Returns what to do with the connection in the words of a rules file. */
  public String words() {
    return apart() ? action + " apart" : action.toString();
  }

  /** Returns whether the application's own flag decided. */
  public boolean flagged() {
    return flagged;
  }

  /** Says the action and its reason, as in {@code split (rules.txt:3: split host db.example)}. */
  @Override
  public String toString() {
    return words()
        + " ("
        + (flagged ? "flag" : rule == null ? "mode" : rule.place() + ": " + rule)
        + ')';
  }
}
