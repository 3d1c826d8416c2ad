package io.github.recordsplit.observe.jmx;

import java.util.List;
import java.util.Map;

/**
 * The agent to JMX clients, as {@code io.github.recordsplit:type=RecordSplit}. Numbers count since
 * the JVM's start and never fall, unless said otherwise; every type is open, so that clients need
 * no class of ours.
 */
public interface RecordSplitMXBean {
  /** The version of the agent's jar. */
  String getVersion();

  /** Mode in force: {@code selective}, {@code all} or {@code none}. */
  String getMode();

  /** Orders a mode, until {@link #enable}; throws IllegalArgumentException for any other word. */
  void setMode(String mode);

  /** Scope in force: {@code vulnerable} or {@code any}. */
  String getScope();

  /** What happens to the first payload after a handshake: {@code split} or {@code whole}. */
  String getFirst();

  /** The rules file as the operator wrote its path, or null. */
  String getRulesFile();

  /** What is wrong with the rules file as it is now, or null; the last good rules are in force. */
  String getRulesError();

  /** The rules in force, in order. */
  List<RuleView> getRules();

  /** Connections that each rule decided since it was read, by the rule's place. */
  Map<String, Integer> getRuleHits();

  /** Connections, from the end of their first handshake on. */
  long getConnections();

  /** Connections that are open, now. */
  long getOpenConnections();

  /** Connections by what was done about them; one that is decided again counts again. */
  DecisionsView getConnectionsByDecision();

  /** Payloads that left as 1 byte and the rest. */
  long getPayloadsSplit();

  /** The kinds of connection, the newest first. */
  List<KindView> getKinds();

  /** Kinds of connection that are vulnerable and not protected, now. */
  int getVulnerableUnprotectedKinds();

  /** What rehearsals found, by the class that reads. */
  List<FindingView> getRehearsal();

  /** Handshakes that failed where newer TLS was offered: in words, and how often. */
  Map<String, Integer> getUpgradesFailed();

  /** What {@code status} ends with. */
  String getVerdict();

  /** The hooks that found their methods. */
  List<String> getHooksWoven();

  /** How many those are. */
  int getHooksWovenCount();

  /** The hooks that did not, each with what is missing. */
  List<String> getHooksMissing();

  /** How many those are. */
  int getHooksMissingCount();

  /** Failures of the agent's own. */
  long getFailures();

  /** The last one in words, or null. */
  String getLastError();

  /** The last orders, the newest first: when, what came of it, what was ordered, and by whom. */
  List<String> getOrders();

  /** What stands at the path of the agent's jar if that is not what runs here, or null. */
  String getJarOnDisk();

  /** Why the command line cannot reach this JVM, or null. */
  String getUnreachable();

  /** Lines of the log that were dropped, as nobody took them. */
  long getLogLinesLost();

  /** Returns to the configured mode. */
  void enable();

  /** Reads the rules file now; returns {@code ok}, or what is wrong with the file. */
  String reload();

  /**
   * Says which rule decides about a connection in this JVM; an empty text says nothing about it.
   *
   * @param host a name or an address, then optionally a colon and a port
   * @param className a class on its stack
   * @param role {@code client} or {@code server}
   * @param protocol as a TLS library names it
   * @param cipherSuite as a TLS library names it
   */
  String explain(String host, String className, String role, String protocol, String cipherSuite);
}
