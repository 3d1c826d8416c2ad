package io.github.recordsplit.observe.inventory;

import io.github.recordsplit.rules.Action;
import io.github.recordsplit.rules.Decision;
import io.github.recordsplit.rules.Known;
import io.github.recordsplit.rules.Mode;
import io.github.recordsplit.rules.Policy;
import io.github.recordsplit.rules.Role;
import io.github.recordsplit.rules.Rule;
import java.util.Objects;

/**
 * A kind of connection: all that are the same to an operator, and how many of them there were. What
 * it is does not change; its counts are guarded by the {@link Inventory}.
 */
public final class ConnectionKind implements KindFacts {
  private static final String OLDER = "(older kinds)";
  private static final String MANY = "-";

  private final Role role;
  private final String peer;
  private final Known known;
  private final String protocol;
  private final String suite;
  private final String library;
  private final String opener;
  private final Rule upgrade;
  private final String offer;
  private final Action action;
  private final Decision decision;
  private final Done done;
  private final Protection protection;
  private final String cannot;

  Policy policy;
  long connections;
  long payloads;

  /** Only of a copy, which is made when somebody looks. */
  int open;

  /**
   * A kind with no connection yet.
   *
   * @param cannot why the decision cannot be carried out, or null
   */
  public ConnectionKind(
      KindFacts of, Decision decision, Done done, Protection protection, String cannot) {
    role = of.role();
    peer = of.peer();
    known = of.known();
    protocol = of.protocol();
    suite = of.cipherSuite();
    library = of.libraryName();
    opener = of.opener();
    upgrade = of.upgrade();
    offer = of.offer();
    action = decision.action();
    this.decision = decision;
    this.done = done;
    this.protection = protection;
    this.cannot = cannot;
  }

  private ConnectionKind(Action action, Done done, Protection protection, String cannot) {
    role = null;
    peer = OLDER;
    known = Known.ADDRESS;
    protocol = MANY;
    suite = MANY;
    library = MANY;
    opener = MANY;
    upgrade = null;
    offer = null;
    decision = null;
    this.action = action;
    this.done = done;
    this.protection = protection;
    this.cannot = cannot;
  }

  /** What is left of this kind where memory is bounded: its decision and its protection. */
  ConnectionKind older() {
    return new ConnectionKind(action, done, protection, cannot == null ? null : MANY);
  }

  /** A copy that does not change any more. */
  ConnectionKind copy() {
    ConnectionKind copy =
        decision == null ? older() : new ConnectionKind(this, decision, done, protection, cannot);
    copy.add(this);
    copy.policy = policy;
    return copy;
  }

  void add(ConnectionKind other) {
    connections += other.connections;
    payloads += other.payloads;
  }

  @Override
  public Role role() {
    return role;
  }

  @Override
  public String peer() {
    return peer;
  }

  @Override
  public Known known() {
    return known;
  }

  @Override
  public String protocol() {
    return protocol;
  }

  @Override
  public String cipherSuite() {
    return suite;
  }

  @Override
  public String libraryName() {
    return library;
  }

  @Override
  public String opener() {
    return opener;
  }

  @Override
  public Rule upgrade() {
    return upgrade;
  }

  @Override
  public String offer() {
    return offer;
  }

  /** What was decided. */
  public Action action() {
    return action;
  }

  /** What was done about its connections. */
  public Done done() {
    return done;
  }

  /** Whether the records of a split payload are to leave in two writes. */
  public boolean apart() {
    return decision != null && decision.apart();
  }

  /** What was decided, in the words of a rules file; in a dry run, what would be done. */
  public String words() {
    String words = decision == null ? action.toString() : decision.words();
    return done.isDryRun()
        ? action == Action.SPLIT ? "would be " + words : "would never be split"
        : words;
  }

  /** What keeps its connections from being attacked. */
  public Protection protection() {
    return protection;
  }

  /** Why the decision cannot be carried out, or null. */
  public String cannot() {
    return cannot;
  }

  /** The rule that decided, or null. */
  public Rule rule() {
    return decision == null ? null : decision.rule();
  }

  /** Whether it stands for all that is left of kinds that were not kept. */
  public boolean isRest() {
    return decision == null;
  }

  /** What decided, as in {@code rules.txt:3}, {@code mode all} or {@code flag}. */
  public String reason() {
    if (decision == null) {
      return MANY;
    }
    if (decision == Decision.UNDECIDED) {
      return "nobody yet";
    }
    if (decision.flagged()) {
      return "flag in the session";
    }
    return decision.rule() == null ? "mode " + mode() : decision.rule().place();
  }

  /** Without rule and flag, each mode makes a decision of its own. */
  private Mode mode() {
    return action == Action.SPLIT ? Mode.ALL : action == Action.NEVER ? Mode.NONE : Mode.SELECTIVE;
  }

  /** Connections that were of this kind, closed ones too. */
  public long connections() {
    return connections;
  }

  /** Connections that are of this kind and open. */
  public int open() {
    return open;
  }

  /** Payloads split on connections of this kind. */
  public long payloadsSplit() {
    return done.isDryRun() ? 0 : payloads;
  }

  /** Payloads that would be split on them, were this no dry run. */
  public long payloadsWouldSplit() {
    return done.isDryRun() ? payloads : 0;
  }

  /**
   * Whether it is about the present: a connection is of this kind, or one was under this policy.
   */
  public boolean isCurrent(Policy inForce) {
    return open > 0 || policy == inForce;
  }

  @Override
  public boolean equals(Object other) {
    return other == this // as at each payload
        || (other instanceof ConnectionKind
            && sameConnection((ConnectionKind) other)
            && sameDecision((ConnectionKind) other));
  }

  private boolean sameConnection(ConnectionKind other) {
    return role == other.role
        && peer.equals(other.peer)
        && known == other.known
        && protocol.equals(other.protocol)
        && suite.equals(other.suite)
        && library.equals(other.library)
        && opener.equals(other.opener)
        && sameRule(upgrade, other.upgrade)
        && Objects.equals(offer, other.offer);
  }

  private boolean sameDecision(ConnectionKind other) {
    return action == other.action
        && done == other.done
        && protection == other.protection
        && Objects.equals(cannot, other.cannot)
        && sameReason(decision, other.decision);
  }

  /** A rule that was read again is the same one if it says the same at the same place. */
  private static boolean sameReason(Decision a, Decision b) {
    if (a == b || a == null || b == null) {
      return a == b;
    }
    Rule r = a.rule();
    Rule s = b.rule();
    return a.flagged() == b.flagged() && sameRule(r, s);
  }

  private static boolean sameRule(Rule r, Rule s) {
    return r == s
        || (r != null
            && s != null
            && r.line() == s.line()
            && r.source().equals(s.source())
            && r.toString().equals(s.toString()));
  }

  @Override
  public int hashCode() {
    int hash = peer.hashCode() * 31 + suite.hashCode();
    return hash * 31 + opener.hashCode();
  }
}
