package io.github.recordsplit.feature.outcome;

import io.github.recordsplit.observe.json.Json;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** How connections fared, in numbers that add up. Guarded by who has them. */
final class Figures {
  /** At most so many payloads, each of these in turn: how far a shortened connection came. */
  static final int[] SHORT = {1, 3, 7};

  /** What is long in a conversation of two machines. */
  static final int SOON = Clock.ofMillis(10_000);

  private static final int MOST_ALERTS = 16;

  long begun;
  long answered;
  private long waited;
  long slowest;
  private long bytes;
  private final Map<Ending, Long> unanswered = new EnumMap<>(Ending.class);

  /** Ended by the peer without an answer, and soon. */
  long endedAtOnce;

  /** Ended by the peer after an answer to the first payload, and soon. */
  long hungUp;

  /** Over after an answer, and soon, whoever ended them: by {@link #SHORT}. */
  final long[] shortened = new long[SHORT.length];

  /** Those of a look that wait for longer than an answer ever took. */
  long hangs;

  private long ended;
  private long payloads;
  private final Map<String, Long> alerts = new TreeMap<>();

  void addAnswer(int units, int length) {
    answered++;
    waited += units;
    slowest = Math.max(slowest, units);
    bytes += length;
  }

  void addEnd(Ending how, String alert, boolean wasAnswered, int sent, int units) {
    ended++;
    payloads += sent;
    boolean soon = units <= SOON;
    if (!wasAnswered) {
      unanswered.merge(how, 1L, Long::sum);
      endedAtOnce += soon && how.byPeer ? 1 : 0;
    } else if (soon) {
      hungUp += how.byPeer && sent == 1 ? 1 : 0;
      for (int i = 0; i < SHORT.length; i++) {
        shortened[i] += sent <= SHORT[i] ? 1 : 0;
      }
    }
    if (alert != null && (alerts.size() < MOST_ALERTS || alerts.containsKey(alert))) {
      alerts.merge(alert, 1L, Long::sum);
    }
  }

  void add(Figures other) {
    begun += other.begun;
    answered += other.answered;
    waited += other.waited;
    slowest = Math.max(slowest, other.slowest);
    bytes += other.bytes;
    for (Map.Entry<Ending, Long> each : other.unanswered.entrySet()) {
      unanswered.merge(each.getKey(), each.getValue(), Long::sum);
    }
    endedAtOnce += other.endedAtOnce;
    hungUp += other.hungUp;
    add(shortened, other.shortened);
    hangs += other.hangs;
    ended += other.ended;
    payloads += other.payloads;
    for (Map.Entry<String, Long> alert : other.alerts.entrySet()) {
      alerts.merge(alert.getKey(), alert.getValue(), Long::sum);
    }
  }

  private static void add(long[] to, long[] some) {
    for (int i = 0; i < to.length; i++) {
      to[i] += some[i];
    }
  }

  /** Those that ended without an answer. */
  long unanswered() {
    long all = 0;
    for (long each : unanswered.values()) {
      all += each;
    }
    return all;
  }

  private long unanswered(Ending how) {
    return unanswered.getOrDefault(how, 0L);
  }

  /** Those of them that the peer ended. */
  long unansweredByPeer() {
    return unanswered() - unanswered(Ending.APPLICATION);
  }

  /** Those of which it is known whether they were answered. */
  long known() {
    return answered + unanswered() + hangs;
  }

  /** Those that ended, or hang, without an answer. */
  long broken() {
    return unanswered() + hangs;
  }

  Json json() {
    Json json =
        new Json()
            .number("observed", begun)
            .number("answered", answered)
            .number("answerMillis", answered == 0 ? 0 : Clock.millis(waited / answered))
            .number("slowestMillis", Clock.millis(slowest))
            .number("answerBytes", answered == 0 ? 0 : bytes / answered);
    for (Ending each : Ending.values()) {
      json.number(each.key, unanswered(each));
    }
    List<String> named = new ArrayList<>();
    for (Map.Entry<String, Long> alert : alerts.entrySet()) {
      named.add(Json.quoted(alert.getKey() + ' ' + alert.getValue()));
    }
    return json.number("waiting", begun - answered - unanswered())
        .number("hangs", hangs)
        .list("alerts", named)
        .number("closedAfterOne", hungUp)
        .number("shortened", shortened[SHORT.length - 1])
        .number("ended", ended)
        .number("payloads", payloads);
  }
}
