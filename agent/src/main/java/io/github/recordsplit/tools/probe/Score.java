package io.github.recordsplit.tools.probe;

import static java.util.Locale.ROOT;

import io.github.recordsplit.observe.json.Json;
import java.util.Arrays;
import java.util.List;

/** What became of requests that were all sent in the same way, compared with the whole ones. */
final class Score {
  private static final String[] OUTCOMES = {
    "the same answer", "different answer", "closed", "hung"
  };
  private static final int SAME = 0;
  private static final int DIFFERENT = 1;
  private static final int CLOSED = 2;
  private static final int HUNG = 3;

  private final List<Attempt> attempts;
  private final int[] counts = new int[OUTCOMES.length];
  private final boolean compared;
  private Attempt different;

  private Score(List<Attempt> attempts, boolean compared) {
    this.attempts = attempts;
    this.compared = compared;
  }

  /** Of the whole requests, which are those that others are compared with. */
  static Score ofWhole(List<Attempt> attempts) {
    Score score = new Score(attempts, false);
    for (Attempt each : attempts) {
      score.add(each, true);
    }
    return score;
  }

  /** Of split ones. */
  static Score of(List<Attempt> attempts, Verdict verdict) {
    Score score = new Score(attempts, true);
    for (Attempt each : attempts) {
      score.add(each, verdict.isAsWhole(each));
    }
    return score;
  }

  private void add(Attempt attempt, boolean same) {
    boolean answered = attempt.end == Attempt.End.ANSWERED;
    int failed = attempt.end == Attempt.End.CLOSED ? CLOSED : HUNG;
    counts[answered ? same ? SAME : DIFFERENT : failed]++;
    different = answered && !same ? attempt : different;
  }

  /** Whether each request had the answer of a whole one. */
  boolean survives() {
    return counts[SAME] == attempts.size();
  }

  /**
   * The line for a person.
   *
   * @param known whether the answers could be compared
   */
  String line(String name, boolean known) {
    StringBuilder out = new StringBuilder(name).append(": ");
    for (int i = 0; i < counts.length; i++) {
      if (counts[i] > 0) {
        String what = i == SAME && !(compared && known) ? "answered" : OUTCOMES[i];
        out.append(out.length() == name.length() + 2 ? "" : ", ");
        out.append(counts[i]).append(" of ").append(attempts.size()).append(' ').append(what);
      }
    }
    return out.append(String.format(ROOT, ", %.1f ms", median())).append(example()).toString();
  }

  private String example() {
    Attempt shown = compared ? different : attempts.get(0);
    return shown == null || shown.answer.length == 0 ? "" : ", " + shown.firstLine();
  }

  private double median() {
    double[] times = new double[attempts.size()];
    for (int i = 0; i < times.length; i++) {
      times[i] = attempts.get(i).milliseconds();
    }
    Arrays.sort(times);
    return times[times.length / 2];
  }

  /** The same for a program. */
  String json() {
    Json out = new Json().raw(compared ? "same" : "answered", String.valueOf(counts[SAME]));
    if (compared) {
      out.raw("different", String.valueOf(counts[DIFFERENT]));
    }
    out.raw("closed", String.valueOf(counts[CLOSED])).raw("hung", String.valueOf(counts[HUNG]));
    StringBuilder times = new StringBuilder("[");
    for (Attempt each : attempts) {
      times.append(times.length() == 1 ? "" : ",");
      times.append(String.format(ROOT, "%.3f", each.milliseconds()));
    }
    return out.raw("milliseconds", times.append(']').toString()).toString();
  }
}
