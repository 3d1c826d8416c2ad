package io.github.recordsplit.connection;

import io.github.recordsplit.rules.Rule;

/** What the agent offers in a connection's handshake beside what the application does. */
public class Offered {
  /** Who asks for that. */
  public final Rule rule;

  /** What the application offers, and what is added, as operators see it. */
  public final String offer;

  /** Keeps both. */
  protected Offered(Rule rule, String offer) {
    this.rule = rule;
    this.offer = offer;
  }
}
