package io.github.recordsplit.observe.jmx;

import io.github.recordsplit.rules.Rule;

/** A rule to JMX clients. */
public final class RuleView {
  private final Rule rule;

  RuleView(Rule rule) {
    this.rule = rule;
  }

  /** Its file or built-in list, and line. */
  public String getPlace() {
    return rule.place();
  }

  /** The statement as it was understood. */
  public String getStatement() {
    return rule.toString();
  }

  /** Connections that it decided since it was read. */
  public int getHits() {
    return rule.hits();
  }
}
