package io.github.recordsplit.tools.probe;

import static java.util.Locale.ROOT;
import static java.util.stream.Collectors.toList;

import com.grack.nanojson.JsonObject;
import java.math.BigDecimal;
import java.math.RoundingMode;
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
    attempts.forEach(each -> score.add(each, true));
    return score;
  }

  /** Of split ones. */
  static Score of(List<Attempt> attempts, Verdict verdict) {
    Score score = new Score(attempts, true);
    attempts.forEach(each -> score.add(each, verdict.isAsWhole(each)));
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
    double[] times = attempts.stream().mapToDouble(Attempt::milliseconds).sorted().toArray();
    return times[times.length / 2];
  }

  /** The same for a program. */
  JsonObject json() {
    JsonObject json = new JsonObject();
    json.put(compared ? "same" : "answered", counts[SAME]);
    if (compared) {
      json.put("different", counts[DIFFERENT]);
    }
    json.put("closed", counts[CLOSED]);
    json.put("hung", counts[HUNG]);
    json.put("milliseconds", attempts.stream().map(Score::rounded).collect(toList()));
    return json;
  }

  private static BigDecimal rounded(Attempt attempt) {
    return BigDecimal.valueOf(attempt.milliseconds()).setScale(3, RoundingMode.HALF_UP);
  }
}
