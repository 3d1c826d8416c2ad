package io.github.recordsplit.observe.status;

import io.github.recordsplit.observe.json.Json;
import io.github.recordsplit.rules.Action;
import io.github.recordsplit.rules.Apart;
import io.github.recordsplit.rules.Decision;
import io.github.recordsplit.rules.Messages;
import io.github.recordsplit.rules.Mode;
import io.github.recordsplit.rules.NearMiss;
import io.github.recordsplit.rules.Policy;
import io.github.recordsplit.rules.Role;
import io.github.recordsplit.rules.Rule;
import io.github.recordsplit.rules.Scope;
import io.github.recordsplit.rules.Share;
import io.github.recordsplit.tls.CipherSuite;
import io.github.recordsplit.tls.Said;
import io.github.recordsplit.tls.Version;
import java.util.ArrayList;
import java.util.List;

/** Which rule decides about a connection, and whether it would be split. */
public final class Explanation {
  private final Policy policy;
  private final Decision decision;

  /** What decides of those that the share before leaves out, one after the other. */
  private final List<Decision> others = new ArrayList<>();

  private final boolean inScope;
  private final String unknown;
  private final Rule upgrade;
  private final Rule rehearse;
  private final boolean byServersHost;

  /**
   * Asks a policy.
   *
   * @param protocol as a TLS library, or {@code status}, names it; null for one that is vulnerable
   * @param cipher the same
   */
  public Explanation(
      Policy policy, HypotheticalConnection subject, String protocol, String cipher) {
    this.policy = policy;
    decision = policy.decide(subject, null);
    addOthers(subject);
    Version version = Said.version(protocol);
    unknown = protocol != null && version == Version.UNKNOWN ? protocol : null;
    inScope = inScope(policy.scope(), version, cipher);
    upgrade = policy.applying(Action.UPGRADE, subject);
    rehearse = policy.applying(Action.REHEARSE, subject);
    byServersHost =
        subject.role() == Role.SERVER
            && (asksForHost(decision.rule()) || asksForHost(upgrade) || asksForHost(rehearse));
  }

  private void addOthers(HypotheticalConnection subject) {
    HypotheticalConnection left = subject;
    Share share = share(decision);
    while (share != null) {
      left = left.outside(share);
      Decision next = policy.decide(left, null);
      others.add(next);
      share = share(next);
    }
  }

  /** Of which part of the connections the rule that decides holds; null: of all. */
  private static Share share(Decision made) {
    return made.rule() == null ? null : made.rule().share();
  }

  private static boolean asksForHost(Rule rule) {
    return rule != null && rule.asksForHost();
  }

  /** What to know of rules for servers that ask for a host, or null if none of them does. */
  public static String note(Iterable<Rule> rules) {
    for (Rule rule : rules) {
      if (rule.asksForHost() && rule.isForServers()) {
        return Blind.NOTE;
      }
    }
    return null;
  }

  /** What is not given is taken to be vulnerable. DTLS is in no scope. */
  private static boolean inScope(Scope scope, Version version, String cipher) {
    boolean vulnerable = CipherSuite.isVulnerable(version, cipher);
    return version != Version.DTLS && (scope == Scope.ANY || vulnerable);
  }

  /** Whether such a connection would be split, each of them; in a dry run none is. */
  public boolean split() {
    return !policy.isDryRun() && splits() == 1 + others.size();
  }

  /** How many of the parts would be split. */
  private int splits() {
    int count = isSplit(decision) ? 1 : 0;
    for (Decision other : others) {
      count += isSplit(other) ? 1 : 0;
    }
    return count;
  }

  private boolean isSplit(Decision made) {
    return inScope && made.action() == Action.SPLIT;
  }

  private String answer() {
    int count = splits();
    String split = count == 0 ? "not split" : count > others.size() ? "split" : "split in part";
    return policy.isDryRun() ? "dry run, nothing is split (it would be: " + split + ")" : split;
  }

  /** The answer in one sentence. */
  public String sentence() {
    StringBuilder parts = new StringBuilder(part(decision));
    for (Decision other : others) {
      parts.append("; of the others ").append(part(other));
    }
    return answer()
        + ": "
        + parts
        + (unknown == null
            ? ""
            : "; protocol " + Messages.quote(unknown) + " is not known and counts as vulnerable")
        + (isSplit(decision) && decision.apart() ? "; " + Apart.COST : "")
        + beside(upgrade)
        + beside(rehearse)
        + (byServersHost ? "; " + Blind.NOTE : "");
  }

  private static String beside(Rule rule) {
    return rule == null ? "" : "; " + named(rule) + " applies" + part(" to ", rule.share());
  }

  /** A share cannot be told of one connection. */
  private static String part(String which, Share share) {
    return share == null ? "" : which + share.percent() + " in 100 of them";
  }

  private String part(Decision made) {
    String words = " decides '" + made.words() + "'";
    return reason(made) + words + part(" for ", share(made)) + limit(made);
  }

  private static String named(Rule rule) {
    return rule.place() + ": " + rule;
  }

  private String reason(Decision made) {
    if (made.rule() != null) {
      return named(made.rule());
    }
    String unmatched = policy.mode() == Mode.NONE ? "" : ", as no rule matches,";
    return "mode " + policy.setting() + unmatched;
  }

  private String limit(Decision made) {
    boolean outside = made.action() == Action.SPLIT && !inScope;
    return outside ? ", but the connection is outside scope " + policy.scope() : "";
  }

  /** Whether no rule decides, but could. */
  public boolean isByDefault() {
    return decision.rule() == null && policy.mode() != Mode.NONE;
  }

  /** The answer as one JSON object. */
  public String json() {
    return json((NearMiss) null);
  }

  /**
   * The answer as one JSON object.
   *
   * @param near the rule that comes nearest where none matches, or null
   */
  public String json(NearMiss near) {
    Json out = Json.policy(policy).text("decision", decision.action());
    if (byServersHost) {
      out.text("note", Blind.NOTE);
    }
    out.raw("inScope", Boolean.toString(inScope)).raw("split", Boolean.toString(split()));
    if (isSplit(decision) && decision.apart()) {
      out.raw("apart", "true");
    }
    if (share(decision) != null) {
      out.number("share", share(decision).percent()).list("others", parts());
    }
    out.raw("rule", json(decision.rule()))
        .raw("upgrade", json(upgrade))
        .raw("rehearse", json(rehearse));
    if (near != null) {
      out.raw("nearest", json(near.rule()));
      out.list("mismatches", quoted(near.reasons()));
    }
    return out.toString();
  }

  private List<String> parts() {
    List<String> all = new ArrayList<>();
    for (Decision other : others) {
      Json part = new Json().text("decision", other.action());
      part.raw("share", share(other) == null ? "null" : "" + share(other).percent());
      all.add(part.raw("rule", json(other.rule())).toString());
    }
    return all;
  }

  private static List<String> quoted(List<String> texts) {
    List<String> all = new ArrayList<>();
    for (String text : texts) {
      all.add(Json.quoted(text));
    }
    return all;
  }

  private static String json(Rule rule) {
    return rule == null ? "null" : Json.rule(rule);
  }
}
