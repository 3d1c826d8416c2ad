package io.github.recordsplit.observe.jmx;

import java.util.List;
import java.util.Map;

/**
 * The agent to JMX clients, as {@code io.github.recordsplit:type=RecordSplit}. Numbers count since
 * the JVM's start and never fall, unless said otherwise; every type is open, so that clients need
 * no class of ours.
 */
public interface RecordSplitMXBean {
  @Described("The version of the agent's jar.")
  String getVersion();

  @Described("Mode in force: selective, all or none; then dry-run if it is one.")
  String getMode();

  @Described("Orders a mode, until enable; throws IllegalArgumentException for any other word.")
  void setMode(
      @Described("mode: selective, all or none; 0, 1, 2 mean the same; then dry-run for one")
          String mode);

  @Described("Whether this is a dry run: nothing is split, it is counted and shown what would be.")
  boolean getDryRun();

  @Described("Scope in force: vulnerable or any.")
  String getScope();

  @Described("What happens to the first payload after a handshake: split or whole.")
  String getFirst();

  @Described("The rules file as the operator wrote its path, or null.")
  String getRulesFile();

  @Described(
      "What is wrong with the rules file as it is now, or null; the last good rules are "
          + "in force.")
  String getRulesError();

  @Described("1 while the rules file is wrong, else 0.")
  int getRulesErrorCount();

  @Described("The rules in force, in order.")
  List<RuleView> getRules();

  @Described("Connections that each rule decided since it was read, by the rule's place.")
  Map<String, Integer> getRuleHits();

  @Described("Connections, from the end of their first handshake on.")
  long getConnections();

  @Described("Connections that are open, now.")
  long getOpenConnections();

  @Described("Connections by what was done about them; one that is decided again counts again.")
  DecisionsView getConnectionsByDecision();

  @Described("Payloads that left as 1 byte and the rest.")
  long getPayloadsSplit();

  @Described("Payloads that would have left so, were this no dry run.")
  long getPayloadsWouldSplit();

  @Described("The kinds of connection, the newest first.")
  List<KindView> getKinds();

  @Described("Kinds of connection that are vulnerable and not protected, now.")
  int getVulnerableUnprotectedKinds();

  @Described("Peers that are suspect of breaking on split records, now.")
  int getSuspects();

  @Described("Why they are: a line for each, with its figures.")
  List<String> getSuspectPeers();

  @Described("What rehearsals found, by the class that reads.")
  List<FindingView> getRehearsal();

  @Described("Payloads of which a reader under rehearsal was given the first byte alone.")
  long getRehearsalPayloads();

  @Described("Payloads after whose first byte a reader under rehearsal answered, closed or ended.")
  long getRehearsalBroken();

  @Described("Handshakes that failed where newer TLS was offered: in words, and how often.")
  Map<String, Integer> getUpgradesFailed();

  @Described("Handshakes that failed where newer TLS was offered: how many.")
  long getUpgradesFailedCount();

  @Described("What status ends with.")
  String getVerdict();

  @Described("The hooks that found their methods.")
  List<String> getHooksWoven();

  @Described("Hooks that found their methods: how many.")
  int getHooksWovenCount();

  @Described("The hooks that did not find their methods, each with what is missing.")
  List<String> getHooksMissing();

  @Described("Hooks that did not find their methods: how many.")
  int getHooksMissingCount();

  @Described("Failures of the agent's own.")
  long getFailures();

  @Described("The last failure of the agent's own in words, or null.")
  String getLastError();

  @Described("The last orders, the newest first: when, what came of it, what was ordered, by whom.")
  List<String> getOrders();

  @Described("What stands at the path of the agent's jar if that is not what runs here, or null.")
  String getJarOnDisk();

  @Described("Why the command line cannot reach this JVM, or null.")
  String getUnreachable();

  @Described("Lines of the log that were dropped, as nobody took them.")
  long getLogLinesLost();

  @Described("Returns to the configured mode.")
  void enable();

  @Described("Reads the rules file now; returns ok, or what is wrong with the file.")
  String reload();

  @Described(
      "Which rule decides about a connection in this JVM; an empty text says nothing about it.")
  String explain(
      @Described("host: a name or an address, then optionally a colon and a port") String host,
      @Described("className: a class on its stack") String className,
      @Described("role: client or server") String role,
      @Described("protocol: as a TLS library names it") String protocol,
      @Described("cipherSuite: as a TLS library names it") String cipherSuite);
}
