package io.github.recordsplit.tools.probe;

import static java.util.stream.Collectors.joining;

import com.grack.nanojson.JsonObject;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * How an end of a connection sends its payloads, as far as the lengths of its records tell. A
 * payload begins where the other end has sent in between, and behind a record that is not full.
 */
final class Splitting {
  static final String ONE_N = "1/n-1";
  static final String ZERO_N = "0/n";
  static final String WHOLE = "whole";

  /** A shorter record than this is no fragment of a longer payload. */
  private static final int LEAST_FULL = 512;

  /** By so much do fragments of one payload differ: the byte that went ahead, and padding. */
  private static final int SLACK = 32;

  private static final int MOST_SHOWN = 8;

  /** 1/n-1, 0/n, both, or whole; null if that is not known. */
  final String how;

  private final List<Integer> lengths;
  private final String why;
  private final int from;

  private Splitting(String how, int from, String why, List<Integer> lengths) {
    this.how = how;
    this.from = from;
    this.why = why;
    this.lengths = lengths;
  }

  static Splitting of(SentRecords sent, Measure measure) {
    return new Judge(sent, measure).verdict();
  }

  /** Nothing can be said of it. */
  static Splitting unknown(String why, SentRecords sent) {
    return new Splitting(null, 0, why, sent.lengths());
  }

  boolean isWhole() {
    return WHOLE.equals(how);
  }

  /** In a few words, without lengths. */
  String brief() {
    if (how == null) {
      return "not known";
    }
    return from == 0 ? how : how + " from " + (from == 1 ? "the first record" : "record " + from);
  }

  /** In a few words, and why nothing is known. */
  String reason() {
    return how == null ? brief() + ", " + why : brief();
  }

  /** The first of the lengths that this rests on. */
  String shown() {
    String first =
        lengths.stream().limit(MOST_SHOWN).map(String::valueOf).collect(joining(" ", ": ", ""));
    return lengths.isEmpty() ? "" : lengths.size() > MOST_SHOWN ? first + " ..." : first;
  }

  JsonObject json() {
    JsonObject json = new JsonObject();
    json.put("how", how);
    json.put("from", from == 0 ? null : (Integer) from);
    json.put("why", why);
    json.put("records", lengths);
    return json;
  }

  private static final class Judge {
    private final List<Integer> lengths;
    private final BitSet turns;
    private final Measure measure;
    private final int longest;
    private final Set<String> styles = new TreeSet<>();
    private int split;
    private int whole;
    private int firstSplit;
    private boolean firstIsWhole;

    Judge(SentRecords sent, Measure measure) {
      lengths = sent.lengths();
      turns = sent.turns();
      this.measure = measure;
      longest = lengths.stream().mapToInt(Integer::intValue).max().orElse(0);
    }

    Splitting verdict() {
      boolean isRest = false;
      for (int i = 0; i < lengths.size(); i++) {
        isRest = (!isRest || turns.get(i)) && begins(i);
      }
      if (split + whole == 0) {
        return unknown("it sends too little");
      }
      if (whole == 0) {
        return known(String.join(" and ", styles), firstSplit);
      }
      if (split == 0) {
        return whole > 1 ? known(WHOLE, 0) : unknown("the first payload is whole, and no second");
      }
      return firstIsWhole && whole == 1
          ? known(String.join(" and ", styles), firstSplit)
          : unknown("some payloads are split, some are not");
    }

    /** Looks at a record that is not the rest of a payload; returns whether the next one is. */
    private boolean begins(int i) {
      if (isFirstOfTwo(i)) {
        styles.add(measure.style(lengths.get(i)));
        firstSplit = split++ == 0 ? i + 1 : firstSplit;
        return true;
      }
      boolean isNew = i == 0 || turns.get(i) || !isFull(i - 1);
      if (isNew && !measure.mayComeFirst(lengths.get(i))) {
        whole++;
        firstIsWhole |= i == 0;
      }
      return false;
    }

    /** An empty record is no payload; a short one can be. */
    private boolean isFirstOfTwo(int i) {
      boolean more = i + 1 < lengths.size() && !turns.get(i + 1);
      return lengths.get(i) == 0 || (measure.mayComeFirst(lengths.get(i)) && more);
    }

    private boolean isFull(int i) {
      return lengths.get(i) >= LEAST_FULL && lengths.get(i) + SLACK >= longest;
    }

    private Splitting known(String how, int from) {
      return new Splitting(how, from, null, lengths);
    }

    private Splitting unknown(String why) {
      return new Splitting(null, 0, why, lengths);
    }
  }
}
