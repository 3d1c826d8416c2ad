package io.github.recordsplit.manage.status;

import io.github.recordsplit.manage.Managed;
import io.github.recordsplit.manage.findings.Finding;
import io.github.recordsplit.manage.findings.Rehearsals;
import io.github.recordsplit.manage.inventory.Inventory;
import io.github.recordsplit.manage.inventory.Kind;
import io.github.recordsplit.manage.inventory.Protection;
import io.github.recordsplit.rules.Action;
import io.github.recordsplit.rules.Policy;
import java.util.ArrayList;
import java.util.List;

/** The inventory at one moment, added up. */
public final class Summary {
  public final List<Kind> kinds;
  final long connections;
  final long open;

  /** Connections whose decision cannot be carried out; they count as decided too. */
  public final long cannot;

  public final long payloadsSplit;

  /** Vulnerable and not protected, now. */
  public final List<Kind> unprotected = new ArrayList<>();

  /** The same, but nothing of it was seen since the policy changed. */
  final List<Kind> formerlyUnprotected = new ArrayList<>();

  /** What rehearsals found, by the class that reads. */
  public final List<Finding> findings;

  public Summary(Managed agent) {
    Rehearsals rehearsals = agent.rehearsals();
    findings = rehearsals == null ? new ArrayList<>() : rehearsals.snapshot();
    Policy policy = agent.policy();
    Inventory inventory = agent.inventory();
    kinds = inventory.snapshot();
    connections = inventory.connections();
    open = inventory.open();
    long payloads = 0;
    long unable = 0;
    for (Kind kind : kinds) {
      payloads += kind.payloadsSplit();
      unable += kind.cannot() == null ? 0 : kind.connections();
      if (kind.protection() == Protection.NONE) {
        (kind.isCurrent(policy) ? unprotected : formerlyUnprotected).add(kind);
      }
    }
    payloadsSplit = payloads;
    cannot = unable;
  }

  public long decided(Action action) {
    long count = 0;
    for (Kind kind : kinds) {
      count += kind.action() == action ? kind.connections() : 0;
    }
    return count;
  }

  /** The last line of {@code status}. */
  public String verdict() {
    if (!unprotected.isEmpty()) {
      return kinds(unprotected.size()) + " vulnerable and not protected";
    }
    String calm = "nothing vulnerable is unprotected";
    return formerlyUnprotected.isEmpty()
        ? calm
        : calm + " since the last change; before it, " + formerlyUnprotected.size() + " kinds were";
  }

  private static String kinds(int count) {
    return count == 1 ? "1 kind of connection is" : count + " kinds of connection are";
  }
}
