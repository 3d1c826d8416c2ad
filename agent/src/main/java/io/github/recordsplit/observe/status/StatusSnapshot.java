package io.github.recordsplit.observe.status;

import io.github.recordsplit.control.AgentControl;
import io.github.recordsplit.feature.outcome.OutcomeSnapshot;
import io.github.recordsplit.feature.rehearse.Finding;
import io.github.recordsplit.feature.rehearse.Rehearsals;
import io.github.recordsplit.observe.inventory.ConnectionKind;
import io.github.recordsplit.observe.inventory.Done;
import io.github.recordsplit.observe.inventory.Protection;
import io.github.recordsplit.observe.inventory.Snapshot;
import io.github.recordsplit.rules.Policy;
import java.util.ArrayList;
import java.util.List;

/** The inventory at one moment, added up. */
public final class StatusSnapshot {
  public final List<ConnectionKind> kinds;
  public final long connections;
  public final long open;

  public final long payloadsSplit;

  /** Those that would be, were this no dry run. */
  public final long payloadsWouldSplit;

  /** Vulnerable and not protected, now. */
  public final List<ConnectionKind> unprotected = new ArrayList<>();

  /** The same, but nothing of it was seen since the policy changed. */
  final List<ConnectionKind> formerlyUnprotected = new ArrayList<>();

  /** What rehearsals found, by the class that reads. */
  public final List<Finding> findings;

  private final AgentControl agent;
  private final Policy policy;

  /** Null as long as nobody asked: it looks at each connection once more. */
  private OutcomeSnapshot outcomes;

  private final boolean rulesAreWrong;

  public StatusSnapshot(AgentControl agent) {
    rulesAreWrong = agent.steering().rulesError() != null;
    Rehearsals rehearsals = agent.rehearsals();
    findings = rehearsals == null ? new ArrayList<>() : rehearsals.snapshot();
    this.agent = agent;
    policy = agent.policy();
    Snapshot inventory = agent.inventory().snapshot();
    kinds = inventory.kinds();
    connections = inventory.connections();
    open = inventory.open();
    long payloads = 0;
    long would = 0;
    for (ConnectionKind kind : kinds) {
      payloads += kind.payloadsSplit();
      would += kind.payloadsWouldSplit();
      if (kind.protection() == Protection.NONE) {
        (kind.isCurrent(policy) ? unprotected : formerlyUnprotected).add(kind);
      }
    }
    payloadsSplit = payloads;
    payloadsWouldSplit = would;
  }

  /** Whether nothing vulnerable is unprotected, and the rules are what the file says. */
  public boolean isWell() {
    return unprotected.isEmpty() && !rulesAreWrong;
  }

  /** Whether a peer is suspect of breaking on split records, now. */
  public boolean hasSuspects() {
    return !outcomes().suspects().isEmpty();
  }

  /** How connections fared. */
  public OutcomeSnapshot outcomes() {
    if (outcomes == null) {
      outcomes = OutcomeSnapshot.of(agent.outcomes(), kinds, policy);
    }
    return outcomes;
  }

  /** Connections about which this was done. */
  public long done(Done done) {
    long count = 0;
    for (ConnectionKind kind : kinds) {
      count += kind.done() == done ? kind.connections() : 0;
    }
    return count;
  }

  /** How many connections each decision has. */
  String decided() {
    String done = done(Done.SPLIT) + " split, " + done(Done.NEVER) + " never, ";
    return done + done(Done.LEAVE) + " leave; " + done(Done.CANNOT) + " that cannot be";
  }

  /** What would be done, were this no dry run; null where it is none, and there was none. */
  String dryRun() {
    long split = done(Done.WOULD_SPLIT);
    long never = done(Done.WOULD_NEVER);
    return policy.isDryRun() || split + never > 0
        ? split + " would be split (" + payloadsWouldSplit + " payloads), " + never + " never"
        : null;
  }

  /** The last line of {@code status}. */
  public String verdict() {
    return policy.isDryRun() ? "dry run: " + wellOrNot() : wellOrNot();
  }

  private String wellOrNot() {
    if (!unprotected.isEmpty()) {
      return kinds(unprotected.size()) + " vulnerable and not protected" + wouldBe();
    }
    String calm = "nothing vulnerable is unprotected";
    return formerlyUnprotected.isEmpty()
        ? calm
        : calm + " since the last change; before it, " + formerlyUnprotected.size() + " kinds were";
  }

  private String wouldBe() {
    int count = 0;
    for (ConnectionKind kind : unprotected) {
      count += kind.done() == Done.WOULD_SPLIT ? 1 : 0;
    }
    return policy.isDryRun() ? ", " + count + " would be" : "";
  }

  private static String kinds(int count) {
    return count == 1 ? "1 kind of connection is" : count + " kinds of connection are";
  }
}
