package io.github.recordsplit.probe;

import static java.util.Locale.ROOT;

import io.github.recordsplit.manage.status.Json;
import io.github.recordsplit.rules.Messages;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What the attempts say about a server. */
public final class Verdict {
  private static final String[] OUTCOMES = {
    "the same answer", "different answer", "closed", "hung"
  };
  private static final int SAME = 0;
  private static final int DIFFERENT = 1;
  private static final int CLOSED = 2;
  private static final int HUNG = 3;

  private final Request request;
  private final String protocol;
  private final String cipher;
  private final List<Attempt> whole;
  private final List<Attempt> split;
  private final int[] outcomes = new int[OUTCOMES.length];
  private final String doubt;
  private boolean brief;

  Verdict(
      Request request, String protocol, String cipher, List<Attempt> whole, List<Attempt> split) {
    this.request = request;
    this.protocol = protocol;
    this.cipher = cipher;
    this.whole = whole;
    this.split = split;
    brief = !agree(whole);
    doubt = doubt();
    for (Attempt each : split) {
      outcomes[outcome(each)]++;
    }
  }

  /** Whether nothing follows from the attempts. */
  public boolean cannotTell() {
    return doubt != null;
  }

  /** Whether each split request had the answer of a whole one. */
  public boolean survives() {
    return outcomes[SAME] == split.size();
  }

  private boolean agree(List<Attempt> attempts) {
    for (Attempt each : attempts) {
      if (!Arrays.equals(essence(each), essence(attempts.get(0)))) {
        return false;
      }
    }
    return true;
  }

  private byte[] essence(Attempt attempt) {
    return brief ? request.talk.brief(attempt.answer) : request.talk.full(attempt.answer);
  }

  private String doubt() {
    for (Attempt each : whole) {
      if (each.end != Attempt.End.ANSWERED) {
        return "the whole request has no answer either ("
            + each.end.toString().toLowerCase(ROOT)
            + ")";
      }
      if (request.expect != null && !expected(each)) {
        return "the answer to the whole request is not as expected: " + shown(each);
      }
    }
    boolean steady = request.expect != null || agree(whole);
    return steady ? null : "each answer to the whole request is another one; --expect can help";
  }

  private boolean expected(Attempt attempt) {
    return request.expect.matcher(Talk.text(attempt.answer)).find();
  }

  private int outcome(Attempt attempt) {
    if (attempt.end != Attempt.End.ANSWERED) {
      return failure(attempt.end);
    }
    boolean same =
        request.expect != null
            ? expected(attempt)
            : Arrays.equals(essence(attempt), essence(whole.get(0)));
    return same ? SAME : DIFFERENT;
  }

  private static int failure(Attempt.End end) {
    return end == Attempt.End.CLOSED ? CLOSED : HUNG;
  }

  private static String shown(Attempt attempt) {
    return Messages.quote(Talk.text(attempt.answer).split("\r?\n", 2)[0]);
  }

  /** The lines for a person. */
  public List<String> lines() {
    List<String> lines = new ArrayList<String>();
    String check = request.verify ? "certificate checked" : "certificate not checked";
    lines.add(request.host + ':' + request.port + ' ' + protocol + ' ' + cipher + ", " + check);
    lines.add("whole: " + counts(whole, false) + ", " + median(whole) + " ms" + example(whole));
    lines.add("split: " + counts(split, true) + ", " + median(split) + " ms" + different());
    lines.add(sentence());
    return lines;
  }

  private String sentence() {
    if (doubt != null) {
      return "cannot tell: " + doubt;
    }
    return survives() ? "survives split records" : "does not survive split records";
  }

  private String counts(List<Attempt> attempts, boolean compared) {
    int[] counts = compared ? outcomes : ends(attempts);
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < counts.length; i++) {
      if (counts[i] > 0) {
        String what = i == SAME && (!compared || doubt != null) ? "answered" : OUTCOMES[i];
        out.append(out.length() == 0 ? "" : ", ").append(counts[i] + " of " + attempts.size());
        out.append(' ').append(what);
      }
    }
    return out.toString();
  }

  private static int[] ends(List<Attempt> attempts) {
    int[] counts = new int[OUTCOMES.length];
    for (Attempt each : attempts) {
      counts[each.end == Attempt.End.ANSWERED ? SAME : failure(each.end)]++;
    }
    return counts;
  }

  private static String example(List<Attempt> attempts) {
    Attempt first = attempts.get(0);
    return first.answer.length == 0 ? "" : ", " + shown(first);
  }

  private String different() {
    for (Attempt each : split) {
      if (outcome(each) == DIFFERENT) {
        return ", " + shown(each);
      }
    }
    return "";
  }

  private static String median(List<Attempt> attempts) {
    double[] times = new double[attempts.size()];
    for (int i = 0; i < times.length; i++) {
      times[i] = attempts.get(i).milliseconds();
    }
    Arrays.sort(times);
    return String.format(ROOT, "%.1f", times[times.length / 2]);
  }

  /** The same for a program; survives is null if nothing can be told. */
  public String json() {
    Json out = new Json().text("host", request.host).raw("port", String.valueOf(request.port));
    out.text("protocol", protocol).text("cipher", cipher);
    out.raw("verified", String.valueOf(request.verify));
    out.raw("survives", doubt != null ? "null" : String.valueOf(survives()));
    out.text("sentence", sentence()).raw("whole", json(whole, ends(whole), "answered"));
    return out.raw("split", json(split, outcomes, "same")).toString();
  }

  private static String json(List<Attempt> attempts, int[] counts, String good) {
    Json out = new Json().raw(good, String.valueOf(counts[SAME]));
    if (good.equals("same")) {
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
