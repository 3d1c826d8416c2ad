package io.github.recordsplit.feature.rehearse;

import io.github.recordsplit.observe.json.Json;
import java.util.EnumMap;
import java.util.Map;

/** What the rehearsal found out about a class that reads; guarded by {@link Rehearsals}. */
public final class Finding {
  /** What stands in {@link #who} between the class that reads and the one that calls it. */
  public static final String CALLED_BY = " called by ";

  private final String who;
  private final Map<Outcome, Long> counts = new EnumMap<>(Outcome.class);

  /** Payloads whose first byte was read and whose rest was not yet, now. */
  long waiting;

  Finding(String who) {
    this.who = who;
  }

  Finding copy() {
    Finding copy = new Finding(who);
    copy.counts.putAll(counts);
    copy.waiting = waiting;
    return copy;
  }

  void add(Outcome outcome) {
    counts.put(outcome, count(outcome) + 1);
  }

  /** The nearest class on the stack that is not the JDK's, when it read. */
  public String reader() {
    int end = who.indexOf(CALLED_BY);
    return end < 0 ? who : who.substring(0, end);
  }

  /** The class that called it, or null. */
  public String caller() {
    int end = who.indexOf(CALLED_BY);
    return end < 0 ? null : who.substring(end + CALLED_BY.length());
  }

  /** Both, in words. */
  public String who() {
    return who;
  }

  /** Payloads with this outcome. */
  public long count(Outcome outcome) {
    Long count = counts.get(outcome);
    return count == null ? 0 : count;
  }

  /** Payloads of which it was given the first byte alone. */
  public long payloads() {
    long all = waiting;
    for (long count : counts.values()) {
      all += count;
    }
    return all;
  }

  /** Payloads after whose first byte it did anything but read on. */
  public long broken() {
    long broken = 0;
    for (Outcome outcome : Outcome.values()) {
      broken += outcome.breaks() ? count(outcome) : 0;
    }
    return broken;
  }

  /** Whether it survives split records: true, false, or null while nothing was seen to its end. */
  public Boolean survives() {
    if (broken() > 0) {
      return false;
    }
    boolean seen = count(Outcome.READ_ON) > 0 && waiting == 0;
    return seen ? true : null;
  }

  /** What operators read: the verdict, and what it rests on. */
  public String verdict() {
    StringBuilder words = new StringBuilder();
    Boolean survives = survives();
    words.append(
        survives == null
            ? "cannot tell yet"
            : survives ? "survives split records" : "does NOT survive split records");
    for (Outcome outcome : Outcome.values()) {
      append(words, outcome.toString(), count(outcome));
    }
    append(words, "waits", waiting);
    return words.toString();
  }

  private static void append(StringBuilder words, String what, long count) {
    if (count > 0) {
      words.append(words.indexOf(":") < 0 ? ": " : ", ").append(what).append(' ').append(count);
    }
  }

  public Json json() {
    Json json =
        new Json()
            .text("reader", reader())
            .text("calledBy", caller())
            .number("payloads", payloads());
    for (Outcome outcome : Outcome.values()) {
      json.number(outcome.key, count(outcome));
    }
    return json.number("waiting", waiting).raw("survives", String.valueOf(survives()));
  }
}
