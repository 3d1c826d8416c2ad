package io.github.recordsplit.connection;

import io.github.recordsplit.observe.inventory.ConnectionKind;
import io.github.recordsplit.observe.inventory.Inventory;
import io.github.recordsplit.rules.Decision;
import io.github.recordsplit.rules.Policy;

/** What every connection asks for: the policy in force, and who wants to know of decisions. */
public interface ConnectionContext {
  /** The policy in force; another object after every change. */
  Policy policy();

  /**
   * Counts, from 0, what may change a decision: policies that were put in force, after they were,
   * and session values named {@code recordsplit}.
   */
  int changes();

  /** Which connections there are; its lock guards their map too. */
  Inventory inventory();

  /**
   * A connection was decided on.
   *
   * @param before what was decided before, or null
   */
  void onDecision(Connection connection, Decision before, Decision decision, ConnectionKind kind);

  /** A payload is being split; told of one in {@code Events.SAMPLE} a connection. */
  void onPayloadSplit(Connection connection);

  /** A connection of a kind sends its first payload that could be split: what to tell, or null. */
  Conversation conversation(ConnectionKind kind);

  /** A failure of the agent's own, on whatever thread it happened. */
  void onFailure(Throwable t);

  /** Whether a payload that should be split and cannot be is refused. */
  boolean refuses();

  /** Whether a rule may ask whose bytes an engine is given, and each engine tells of them. */
  boolean hearsEngines();
}
