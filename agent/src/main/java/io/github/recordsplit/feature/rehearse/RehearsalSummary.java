package io.github.recordsplit.feature.rehearse;

import io.github.recordsplit.connection.ConnectionContext;
import io.github.recordsplit.observe.log.AgentLog;
import io.github.recordsplit.rules.Action;
import io.github.recordsplit.rules.Rule;
import java.util.ArrayList;
import java.util.List;

/** What a rehearsal came to, said when the JVM ends: a test's log may be all that is left of it. */
public final class RehearsalSummary implements Runnable {
  /** Readers that are named; of the others there is the number. */
  private static final int MOST = 20;

  private final ConnectionContext control;
  private final Rehearsals rehearsals;
  private final AgentLog log;

  public RehearsalSummary(ConnectionContext control, Rehearsals rehearsals, AgentLog log) {
    this.control = control;
    this.rehearsals = rehearsals;
    this.log = log;
  }

  @Override
  public void run() {
    try {
      for (String line : lines()) {
        log.notice("rehearsal: " + line);
      }
    } catch (RuntimeException | Error e) {
      control.onFailure(e);
    }
  }

  private List<String> lines() {
    List<String> lines = new ArrayList<>();
    List<Finding> all = rehearsals.snapshot();
    List<Finding> broken = new ArrayList<>();
    long payloads = 0;
    for (Finding finding : all) {
      payloads += finding.payloads();
      if (finding.broken() > 0) {
        broken.add(finding);
      }
    }
    lines.add(
        all.isEmpty() ? "nothing was rehearsed" : sentence(all.size(), payloads, broken.size()));
    for (Finding finding : broken.subList(0, Math.min(MOST, broken.size()))) {
      lines.add(finding.who() + ' ' + finding.verdict());
    }
    if (broken.size() > MOST) {
      lines.add(broken.size() - MOST + " more broke");
    }
    addIdleRules(lines);
    return lines;
  }

  /** The answer; also that of several JVMs. */
  public static String sentence(long readers, long payloads, long broke) {
    String cut = count(payloads, "payload") + " cut, ";
    return count(readers, "reader") + ", " + cut + broke + " broke";
  }

  private static String count(long number, String what) {
    return number + " " + what + (number == 1 ? "" : "s");
  }

  /** A rule that nothing matched is a mistake, or a test that did not test. */
  private void addIdleRules(List<String> lines) {
    for (Rule rule : control.policy().rules().all()) {
      if (rule.action() == Action.REHEARSE && rule.hits() == 0) {
        lines.add("no connection matched " + rule.place() + ": " + rule);
      }
    }
  }
}
