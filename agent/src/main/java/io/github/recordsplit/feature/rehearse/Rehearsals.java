package io.github.recordsplit.feature.rehearse;

import io.github.recordsplit.observe.log.AgentLog;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What rehearsals found, by the class that reads. There is none in a JVM without a {@code rehearse}
 * rule.
 */
public final class Rehearsals {
  /** The most classes that are told apart; the others are one. */
  private static final int MOST = 512;

  private final AgentLog log;
  private final Map<String, Finding> findings = new LinkedHashMap<>();
  private final Set<Pending> pending = new LinkedHashSet<>();

  /** Findings, each new one told as a line. */
  public Rehearsals(AgentLog log) {
    this.log = log;
  }

  /** A payload whose first byte was read, and whose rest was not yet. */
  public static final class Pending {
    private final String reader;
    private final String peer;
    private final int length;
    private final WeakReference<Thread> thread = new WeakReference<>(Thread.currentThread());

    Pending(String reader, String peer, int length) {
      this.reader = reader;
      this.peer = peer;
      this.length = length;
    }

    /** Whether the current thread read that byte. */
    public boolean isOfThisThread() {
      return thread.get() == Thread.currentThread();
    }

    private boolean isOfDeadThread() {
      Thread reads = thread.get();
      return reads == null || !reads.isAlive();
    }
  }

  /**
   * The current thread is given the first byte of a payload.
   *
   * @param reader the class that reads
   * @param peer the other end, as operators know it
   * @param length bytes of the payload
   */
  public synchronized Pending begin(String reader, String peer, int length) {
    String kept = findings.containsKey(reader) || findings.size() < MOST ? reader : "(others)";
    Finding finding = findings.get(kept);
    if (finding == null) {
      finding = new Finding(kept);
      findings.put(kept, finding);
    }
    finding.waiting++;
    Pending begun = new Pending(kept, peer, length);
    pending.add(begun);
    return begun;
  }

  /** It is known what became of a payload; what is told of it later does not count. */
  public synchronized void end(Pending begun, Outcome outcome) {
    if (pending.remove(begun)) {
      ended(begun, outcome);
    }
  }

  private void ended(Pending begun, Outcome outcome) {
    Finding finding = findings.get(begun.reader);
    finding.waiting--;
    finding.add(outcome);
    if (finding.count(outcome) == 1) {
      tell(begun, outcome);
    }
  }

  private void tell(Pending begun, Outcome outcome) {
    String line =
        "rehearsal: "
            + begun.reader
            + ' '
            + outcome
            + " after the first byte of a payload of "
            + begun.length
            + " bytes ("
            + begun.peer
            + ')';
    if (outcome == Outcome.READ_ON) {
      log.connection(line);
    } else {
      log.notice(line);
    }
  }

  /** Looks whose threads have ended. */
  public synchronized void look() {
    for (Iterator<Pending> all = pending.iterator(); all.hasNext(); ) {
      Pending each = all.next();
      if (each.isOfDeadThread()) {
        all.remove();
        ended(each, Outcome.THREAD_ENDED);
      }
    }
  }

  /** All findings as they stand. */
  public synchronized List<Finding> snapshot() {
    look();
    List<Finding> all = new ArrayList<>();
    for (Finding finding : findings.values()) {
      all.add(finding.copy());
    }
    return all;
  }
}
