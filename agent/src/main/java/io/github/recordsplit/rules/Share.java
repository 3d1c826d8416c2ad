package io.github.recordsplit.rules;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What {@code share N%} asks of a connection: its number among those of the rule. Of each hundred
 * that come one after the other it holds for N. Who is in a share is in each larger one.
 */
public final class Share {
  private static final int ALL = 100;

  /**
   * Nearest to the golden section, so that neighbours are far apart; and of peers that take turns,
   * 2, 5 or 10 of them, each gets its part.
   */
  private static final int STEP = 61;

  /** Each hundred begins elsewhere, for peers whose turn is as long. */
  private static final int STEP_OF_HUNDREDS = 37;

  private final int percent;

  /** The rule without its share: the same when the share was changed, or its line. */
  private String rule;

  /** How many were numbered; the rule that was read again goes on with it. */
  private volatile AtomicLong numbered = new AtomicLong();

  Share(int percent, String rule) {
    this.percent = percent;
    this.rule = rule;
  }

  /** Returns what a word says, or 0 if it is not a share. */
  static int percent(String word) {
    int end = word.length() - 1;
    int percent = word.endsWith("%") ? Numbers.decimal(word, 0, end) : 0;
    return percent > ALL ? 0 : Math.max(percent, 0);
  }

  /** Tells rules apart that are the same but for their shares: the first, the second... */
  static void tellApart(Rule[] rules) {
    Map<String, Integer> seen = new HashMap<String, Integer>();
    for (Share share : of(rules)) {
      Integer before = seen.get(share.rule);
      int number = before == null ? 0 : before;
      seen.put(share.rule, number + 1);
      share.rule = share.rule + '#' + number;
    }
  }

  /** Has rules that were read again go on where these were. */
  static void goOn(Rule[] before, Rule[] now) {
    Map<String, AtomicLong> known = new HashMap<String, AtomicLong>();
    for (Share share : of(before)) {
      known.put(share.rule, share.numbered);
    }
    for (Share share : of(now)) {
      AtomicLong numbered = known.get(share.rule);
      share.numbered = numbered == null ? share.numbered : numbered;
    }
  }

  private static List<Share> of(Rule[] rules) {
    List<Share> shares = new ArrayList<Share>(0);
    for (Rule rule : rules) {
      if (rule.share() != null) {
        shares.add(rule.share());
      }
    }
    return shares;
  }

  /** Returns of how many in a hundred it holds. */
  public int percent() {
    return percent;
  }

  boolean isOf(String other) {
    return rule.equals(other);
  }

  String rule() {
    return rule;
  }

  /** Gives the next connection its place among a hundred. */
  int next() {
    return place(numbered.getAndIncrement());
  }

  static int place(long number) {
    return (int) ((number % ALL * STEP + number / ALL % ALL * STEP_OF_HUNDREDS) % ALL);
  }

  boolean hasPlace(int place) {
    return place < percent;
  }

  @Override
  public String toString() {
    return percent + "%";
  }
}
