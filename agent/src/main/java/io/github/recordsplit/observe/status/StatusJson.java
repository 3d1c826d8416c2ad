package io.github.recordsplit.observe.status;

import io.github.recordsplit.Agent;
import io.github.recordsplit.control.AgentControl;
import io.github.recordsplit.control.PolicyController;
import io.github.recordsplit.feature.rehearse.Finding;
import io.github.recordsplit.feature.upgrade.Upgrades;
import io.github.recordsplit.observe.Order;
import io.github.recordsplit.observe.inventory.ConnectionKind;
import io.github.recordsplit.observe.inventory.Done;
import io.github.recordsplit.observe.inventory.Protection;
import io.github.recordsplit.observe.json.Json;
import io.github.recordsplit.observe.log.LogOutput;
import io.github.recordsplit.rules.Options;
import io.github.recordsplit.rules.Policy;
import io.github.recordsplit.rules.Rule;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code status --json}: the same as the tables, and nothing left out. Its members are listed in
 * {@code agent/docs/json.md}.
 */
final class StatusJson {
  /** Goes up when a member goes away or changes its meaning; new ones may come without. */
  static final int SCHEMA = 1;

  private StatusJson() {}

  static String of(AgentControl agent, StatusSnapshot summary) {
    Policy policy = agent.policy();
    PolicyController steering = agent.steering();
    long left = steering.orderedNanos();
    return Json.policy(policy)
        .number("schema", SCHEMA)
        .number("pid", JvmIdentity.pid())
        .text("user", JvmIdentity.user())
        .text("app", JvmIdentity.app())
        .text("host", JvmIdentity.host())
        .text("version", Agent.version())
        .text("time", Instant.now())
        .text("jarOnDisk", agent.jarOnDisk())
        .list("options", options(steering.options()))
        .text("modeFrom", steering.modeSource())
        .text("rulesFile", agent.rulesFile())
        .text("rulesError", steering.rulesError())
        .text("orderedMode", steering.ordered())
        .text("orderedUntil", left < 0 ? null : StatusText.after(left))
        .list("orders", orders(agent))
        .list("rules", rules(policy))
        .list("hooksWoven", texts(agent.hooks().woven()))
        .list("hooksMissing", texts(agent.hooks().missingOnes()))
        .number("failures", agent.failures().count())
        .text("lastError", agent.failures().last())
        .text("unreachable", agent.unreachable())
        .number("logLinesLost", LogOutput.lost())
        .number("connections", summary.connections)
        .number("openConnections", summary.open)
        .raw("decisions", decisions(summary))
        .number("payloadsSplit", summary.payloadsSplit)
        .number("payloadsWouldSplit", summary.payloadsWouldSplit)
        .list("kinds", kinds(summary, policy))
        .number("vulnerableUnprotectedKinds", summary.unprotected.size())
        .list("outcomes", summary.outcomes().json())
        .number("suspects", summary.outcomes().suspects().size())
        .list("rehearsal", findings(summary.findings))
        .list("upgradesFailed", Upgrades.json(agent.upgraded()))
        .text("verdict", summary.verdict())
        .toString();
  }

  private static List<String> orders(AgentControl agent) {
    List<String> all = new ArrayList<>();
    for (Order order : agent.steering().orders()) {
      all.add(
          new Json()
              .text("time", order.time())
              .text("by", order.by)
              .text("order", order.what)
              .text("outcome", order.outcome)
              .toString());
    }
    return all;
  }

  private static List<String> options(Options options) {
    List<String> given = new ArrayList<>();
    String[] keys = Options.keys();
    for (int i = 0; i < keys.length; i++) {
      if (options.source(i) != null) {
        Json option = new Json().text("key", keys[i]).text("value", options.value(i));
        given.add(option.text("from", options.source(i)).toString());
      }
    }
    return given;
  }

  private static String decisions(StatusSnapshot summary) {
    Json json = new Json();
    for (Done done : Done.values()) {
      json.number(done.toString(), summary.done(done));
    }
    return json.toString();
  }

  private static List<String> rules(Policy policy) {
    List<String> all = new ArrayList<>();
    for (Rule rule : policy.rules().all()) {
      all.add(Json.withRule(rule).number("hits", rule.hits()).toString());
    }
    return all;
  }

  private static List<String> kinds(StatusSnapshot summary, Policy policy) {
    List<String> all = new ArrayList<>();
    for (ConnectionKind kind : summary.kinds) {
      String suspect = summary.outcomes().suspect(kind);
      all.add(kind(kind, policy).text("suspect", suspect).toString());
    }
    return all;
  }

  private static List<String> findings(List<Finding> findings) {
    List<String> all = new ArrayList<>();
    for (Finding finding : findings) {
      all.add(finding.json().toString());
    }
    return all;
  }

  private static Json kind(ConnectionKind kind, Policy policy) {
    return new Json()
        .text("role", kind.role())
        .text("peer", kind.peer())
        .text("protocol", kind.protocol())
        .text("cipherSuite", kind.cipherSuite())
        .text("library", kind.libraryName())
        .text("openedBy", kind.opener())
        .text("decision", kind.action())
        .text("done", kind.done())
        .raw("apart", Boolean.toString(kind.apart()))
        .text("reason", kind.reason())
        .raw("rule", kind.rule() == null ? "null" : Json.rule(kind.rule()))
        .raw("upgrade", kind.upgrade() == null ? "null" : upgrade(kind))
        .list("cannotMatch", new Blind(kind, policy).json())
        .text("cannot", kind.cannot())
        .text("protection", kind.protection())
        .raw("vulnerable", Boolean.toString(kind.protection() != Protection.NOT_NEEDED))
        .raw("protected", Boolean.toString(kind.protection() != Protection.NONE))
        .raw("current", Boolean.toString(kind.isCurrent(policy)))
        .number("connections", kind.connections())
        .number("open", kind.open())
        .number("payloadsSplit", kind.payloadsSplit())
        .number("payloadsWouldSplit", kind.payloadsWouldSplit());
  }

  private static String upgrade(ConnectionKind kind) {
    return Json.withRule(kind.upgrade()).text("offer", kind.offer()).toString();
  }

  private static List<String> texts(List<String> texts) {
    List<String> all = new ArrayList<>();
    for (String text : texts) {
      all.add(Json.quoted(text));
    }
    return all;
  }
}
