package io.github.recordsplit.observe.status;

import io.github.recordsplit.Agent;
import io.github.recordsplit.control.AgentControl;
import io.github.recordsplit.control.PolicyController;
import io.github.recordsplit.feature.rehearse.Finding;
import io.github.recordsplit.feature.rehearse.Outcome;
import io.github.recordsplit.feature.upgrade.Upgrades;
import io.github.recordsplit.observe.Order;
import io.github.recordsplit.observe.inventory.ConnectionKind;
import io.github.recordsplit.observe.inventory.ConnectionLogLine;
import io.github.recordsplit.observe.log.FailureCounter;
import io.github.recordsplit.observe.log.LogOutput;
import io.github.recordsplit.observe.log.PolicyText;
import io.github.recordsplit.rules.Apart;
import io.github.recordsplit.rules.Messages;
import io.github.recordsplit.rules.ModeSetting;
import io.github.recordsplit.rules.Options;
import io.github.recordsplit.rules.Policy;
import io.github.recordsplit.rules.Rule;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What {@code status} prints about a JVM: tables and a verdict, or JSON. */
public final class StatusText {
  /** The width where nobody says another. */
  public static final int COLUMNS = 80;

  /** The most rules and kinds in a table; JSON has all. */
  private static final int MOST = 100;

  private static final int MOST_ORDERS = 3;

  private final AgentControl agent;
  private final Policy policy;
  private final StatusSnapshot summary;
  private final int columns;
  private final StringBuilder out = new StringBuilder();

  private StatusText(AgentControl agent, StatusSnapshot summary, int columns) {
    this.agent = agent;
    policy = agent.policy();
    this.summary = summary;
    this.columns = columns;
  }

  /** Tells what the agent does in this JVM: in JSON, or in lines as long as a terminal's. */
  static String of(AgentControl agent, boolean json) {
    StatusSnapshot now = new StatusSnapshot(agent);
    return json ? json(agent, now) : of(agent, now, COLUMNS);
  }

  /** Tells what the agent does in this JVM, in one JSON object. */
  public static String json(AgentControl agent, StatusSnapshot summary) {
    return StatusJson.of(agent, summary);
  }

  /**
   * Tells what the agent does in this JVM, in lines of which the last is the verdict.
   *
   * @param columns how long a line may be
   */
  public static String of(AgentControl agent, StatusSnapshot summary, int columns) {
    return new StatusText(agent, summary, columns).text();
  }

  private String text() {
    head();
    rules();
    kinds();
    rehearsals();
    upgrades();
    suspects();
    line("", summary.verdict());
    return out.substring(0, out.length() - 1);
  }

  private void head() {
    line("recordsplit  ", PolicyText.onOrOff(policy));
    line(
        "mode         ",
        policy.setting() + ", scope " + policy.scope() + ", first " + policy.first());
    ordered();
    line("rules        ", ruleCount());
    if (agent.steering().rulesError() != null) {
      line("  WRONG      ", agent.steering().rulesError());
    }
    options(agent.steering().options());
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
    line("decisions    ", summary.decided());
    line("payloads     ", summary.payloadsSplit + " split");
    if (summary.dryRun() != null) {
      line("  DRY RUN    ", summary.dryRun());
    }
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

  private void ordered() {
    PolicyController steering = agent.steering();
    if (steering.ordered() != null) {
      long left = steering.orderedNanos();
      ModeSetting next = left < 0 ? steering.configured().setting() : steering.standing();
      line("  ORDERED    ", "until " + (left < 0 ? "'enable'" : after(left)) + ", then " + next);
    }
  }

  /** The time of day after so long. */
  static String after(long nanos) {
    long millis = System.currentTimeMillis() + nanos / 1_000_000;
    return Instant.ofEpochSecond((millis + 500) / 1000).toString();
  }

  /** Each option with where it was given. */
  private void options(Options options) {
    String[] keys = Options.keys();
    String head = "options      ";
    for (int i = 0; i < keys.length; i++) {
      if (options.source(i) != null) {
        line(head, keys[i] + '=' + options.value(i) + " (" + options.source(i) + ')');
        head = "             ";
      }
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

  private void suspects() {
    List<String> all = summary.outcomes().suspects();
    for (String suspect : all.subList(0, Math.min(MOST, all.size()))) {
      wrapped("", suspect);
    }
    more(all.size() - MOST, "suspects");
    out.append(all.isEmpty() ? "" : "\n");
  }

  /** One text in as many lines as it needs. */
  private void wrapped(String head, String text) {
    String rest = text;
    String before = head;
    while (before.length() + rest.length() > columns) {
      int space = rest.lastIndexOf(' ', columns - before.length());
      int end = space > 0 ? space : columns - before.length();
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
    out.append(whole.length() <= columns ? whole : whole.substring(0, columns - 3) + "...");
    out.append('\n');
  }
}
