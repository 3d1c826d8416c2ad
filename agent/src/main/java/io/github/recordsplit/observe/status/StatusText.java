package io.github.recordsplit.observe.status;

import io.github.recordsplit.Agent;
import io.github.recordsplit.control.AgentControl;
import io.github.recordsplit.feature.rehearse.Finding;
import io.github.recordsplit.feature.rehearse.Outcome;
import io.github.recordsplit.feature.upgrade.Upgrades;
import io.github.recordsplit.observe.Order;
import io.github.recordsplit.observe.inventory.ConnectionKind;
import io.github.recordsplit.observe.inventory.ConnectionLogLine;
import io.github.recordsplit.observe.inventory.Done;
import io.github.recordsplit.observe.log.FailureCounter;
import io.github.recordsplit.observe.log.LogOutput;
import io.github.recordsplit.rules.Apart;
import io.github.recordsplit.rules.Messages;
import io.github.recordsplit.rules.Mode;
import io.github.recordsplit.rules.Policy;
import io.github.recordsplit.rules.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What {@code status} prints about a JVM: tables for 80 columns and a verdict, or JSON. */
public final class StatusText {
  static final int COLUMNS = 80;

  /** The most rules and kinds in a table; JSON has all. */
  private static final int MOST = 100;

  private static final int MOST_ORDERS = 3;

  private final AgentControl agent;
  private final Policy policy;
  private final StatusSnapshot summary;
  private final StringBuilder out = new StringBuilder();

  private StatusText(AgentControl agent) {
    this.agent = agent;
    policy = agent.policy();
    summary = new StatusSnapshot(agent);
  }

  /**
   * Tells what the agent does in this JVM.
   *
   * @param json whether one JSON object is asked for, else lines of at most 80 columns, of which
   *     the last is the verdict
   */
  public static String of(AgentControl agent, boolean json) {
    return json ? StatusJson.of(agent, new StatusSnapshot(agent)) : new StatusText(agent).text();
  }

  private String text() {
    head();
    rules();
    kinds();
    rehearsals();
    upgrades();
    line("", summary.verdict());
    return out.substring(0, out.length() - 1);
  }

  /** Whether the agent does anything. */
  static String onOrOff(Policy policy) {
    return policy.mode() == Mode.SELECTIVE && policy.rules().all().isEmpty()
        ? "on, but with nothing to do: mode selective and no rules"
        : policy.mode() == Mode.NONE ? "on, and splits nothing: mode none" : "on";
  }

  private void head() {
    line("recordsplit  ", onOrOff(policy));
    line(
        "mode         ", policy.mode() + ", scope " + policy.scope() + ", first " + policy.first());
    line("rules        ", ruleCount());
    if (agent.steering().rulesError() != null) {
      line("  WRONG      ", agent.steering().rulesError());
    }
    int woven = agent.hooks().woven().size();
    List<String> missing = agent.hooks().missingOnes();
    line("hooks        ", woven + " of " + (woven + missing.size()));
    for (String hook : missing) {
      line("  MISSING    ", hook);
    }
    FailureCounter failures = agent.failures();
    line(
        "failures     ",
        failures.count() + (failures.last() == null ? "" : ", the last: " + failures.last()));
    line("connections  ", summary.connections + " since the start, " + summary.open + " open");
    line(
        "decisions    ",
        summary.done(Done.SPLIT)
            + " split, "
            + summary.done(Done.NEVER)
            + " never, "
            + summary.done(Done.LEAVE)
            + " leave; "
            + summary.done(Done.CANNOT)
            + " that cannot be");
    line("payloads     ", summary.payloadsSplit + " split");
    line("version      ", Agent.version());
    if (agent.jarOnDisk() != null) {
      wrapped(
          "  OTHER JAR  ",
          "the jar on disk " + agent.jarOnDisk() + "; this JVM runs the above until it restarts");
    }
    if (agent.unreachable() != null) {
      wrapped("unreachable  ", agent.unreachable());
    }
    if (LogOutput.lost() > 0) {
      line("log          ", LogOutput.lost() + " lines dropped, as nobody took them in time");
    }
    orders();
  }

  /** The last ones; JSON and JMX have some more. */
  private void orders() {
    List<Order> all = agent.steering().orders();
    for (Order order : all.subList(0, Math.min(MOST_ORDERS, all.size()))) {
      wrapped("ordered      ", order.time() + " " + order.sentence());
    }
  }

  private String ruleCount() {
    int count = policy.rules().all().size();
    return count == 0 && agent.rulesFile() == null
        ? "none"
        : count + (count == 1 ? " rule" : " rules") + " in force of " + agent.rulesFile();
  }

  private void rules() {
    List<Rule> all = policy.rules().all();
    if (all.isEmpty()) {
      return;
    }
    out.append("\n      HITS  RULE\n");
    for (Rule rule : all.subList(0, Math.min(MOST, all.size()))) {
      line(right(rule.hits()) + "  ", rule.place() + ": " + rule);
    }
    more(all.size() - MOST, "rules");
    if (Apart.note(all) != null) {
      wrapped("            ", Apart.COST);
    }
  }

  /** What is unprotected comes first, and then the newest. */
  private void kinds() {
    if (!summary.kinds.isEmpty()) {
      out.append("\n     CONNS      OPEN     SPLIT  KIND OF CONNECTION\n");
      List<ConnectionKind> sorted = new ArrayList<>(summary.unprotected);
      for (ConnectionKind kind : summary.kinds) {
        if (!summary.unprotected.contains(kind)) {
          sorted.add(kind);
        }
      }
      for (ConnectionKind kind : sorted.subList(0, Math.min(MOST, sorted.size()))) {
        kind(kind);
      }
      more(sorted.size() - MOST, "kinds");
    }
    out.append('\n');
  }

  private void kind(ConnectionKind kind) {
    String role = kind.role() == null ? "" : kind.role() + " ";
    line(
        right(kind.connections()) + right(kind.open()) + right(kind.payloadsSplit()) + "  ",
        role + kind.peer());
    String indent = "            ";
    if (!kind.isRest()) {
      line(indent, kind.protocol() + ' ' + kind.cipherSuite() + ", " + kind.libraryName());
      line(indent, "opened by " + kind.opener());
    }
    line(indent, kind.words() + " by " + kind.reason() + ": " + ConnectionLogLine.outcome(kind));
    String blind = new Blind(kind, policy).line();
    if (blind != null) {
      line(indent, blind);
    }
    if (kind.upgrade() != null) {
      line(indent, "newer TLS offered by " + kind.upgrade().place());
    }
    if (kind.cannot() != null) {
      line(indent, "CANNOT: " + kind.cannot());
    }
  }

  private void rehearsals() {
    if (summary.findings.isEmpty()) {
      return;
    }
    out.append("       CUT   READ ON     BROKE  READER UNDER REHEARSAL\n");
    for (Finding finding : summary.findings) {
      line(
          right(finding.payloads())
              + right(finding.count(Outcome.READ_ON))
              + right(finding.broken())
              + "  ",
          finding.reader());
      if (finding.caller() != null) {
        line("            ", "called by " + finding.caller());
      }
      line("            ", finding.verdict());
    }
    out.append('\n');
  }

  private void upgrades() {
    Map<String, Integer> failures = Upgrades.of(agent.upgraded());
    if (failures.isEmpty()) {
      return;
    }
    out.append("     TIMES  UPGRADE THAT FAILED\n");
    for (Map.Entry<String, Integer> failure : failures.entrySet()) {
      wrapped(right(failure.getValue()) + "  ", failure.getKey());
    }
    out.append('\n');
  }

  /** One text in as many lines as it needs. */
  private void wrapped(String head, String text) {
    String rest = text;
    String before = head;
    while (before.length() + rest.length() > COLUMNS) {
      int space = rest.lastIndexOf(' ', COLUMNS - before.length());
      int end = space > 0 ? space : COLUMNS - before.length();
      line(before, rest.substring(0, end));
      rest = rest.substring(end).trim();
      before = "            ";
    }
    line(before, rest);
  }

  private void more(int count, String what) {
    if (count > 0) {
      line("            ", "and " + count + " more " + what + ", see --json");
    }
  }

  private static String right(long number) {
    String text = Long.toString(number);
    return "          ".substring(Math.min(9, text.length())) + text;
  }

  /** One line of what is plainly visible, cut where it would be too long. */
  private void line(String head, String text) {
    String whole = head + Messages.plain(text);
    out.append(whole.length() <= COLUMNS ? whole : whole.substring(0, COLUMNS - 3) + "...");
    out.append('\n');
  }
}
