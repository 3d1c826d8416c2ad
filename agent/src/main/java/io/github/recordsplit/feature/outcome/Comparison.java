package io.github.recordsplit.feature.outcome;

import io.github.recordsplit.observe.inventory.ConnectionKind;
import io.github.recordsplit.observe.inventory.Done;
import io.github.recordsplit.observe.inventory.Protection;
import io.github.recordsplit.observe.json.Json;
import io.github.recordsplit.rules.Policy;
import io.github.recordsplit.rules.Role;
import java.util.ArrayList;
import java.util.List;

/**
 * The connections with one peer that are split beside those that are whole: all that differ in
 * nothing else. It is made when somebody looks, and does not change any more.
 */
public final class Comparison {
  /** Without whole ones, so many must have ended at once, and none have been answered. */
  static final int FEWEST = 8;

  private static final int WAYS = 2 + Figures.SHORT.length;

  private final ConnectionKind first;
  private final List<ConnectionKind> splitKinds = new ArrayList<>();
  private final Figures split = new Figures();
  private final Figures whole = new Figures();
  private final boolean hears;
  private String verdict;
  private boolean judged;

  /**
   * No connections yet.
   *
   * @param first any kind of theirs
   * @param hears whether all that tells of answers is woven
   */
  Comparison(ConnectionKind first, boolean hears) {
    this.first = first;
    this.hears = hears;
  }

  /** Kinds of one key differ in nothing but what was decided, and the cipher suite. */
  static List<Object> key(ConnectionKind kind) {
    List<Object> key = new ArrayList<>(5);
    key.add(kind.role());
    key.add(kind.peer());
    key.add(kind.protocol());
    key.add(kind.libraryName());
    key.add(kind.opener());
    return key;
  }

  void add(ConnectionKind kind, Figures figures) {
    if (kind.done() == Done.SPLIT) {
      splitKinds.add(kind);
      split.add(figures);
    } else if (isWhole(kind)) {
      whole.add(figures);
    }
  }

  private static boolean isWhole(ConnectionKind kind) {
    return kind.done() == Done.NEVER
        || ((kind.done() == Done.LEAVE || kind.done().isDryRun())
            && kind.protection() != Protection.LIBRARY);
  }

  /** How long an answer may take: longer than each that came, and no machine's time. */
  int patience() {
    long longest = 3 * Math.max(split.slowest, whole.slowest);
    return (int) Math.min(Integer.MAX_VALUE, Math.max(Figures.SOON, longest));
  }

  /** Whether one of its kinds is split now. */
  boolean isCurrent(Policy inForce) {
    for (ConnectionKind kind : splitKinds) {
      if (kind.isCurrent(inForce)) {
        return true;
      }
    }
    return false;
  }

  /** The kinds of those that are split. */
  List<ConnectionKind> splitKinds() {
    return splitKinds;
  }

  /** The connections, as operators know them: role and peer. */
  String who() {
    return (first.role() == null ? "" : first.role() + " ") + first.peer();
  }

  /** What those that are split suffer and whole ones do not, with its figures; or null. */
  String verdict() {
    if (!judged) {
      verdict = judge();
      judged = true;
    }
    return verdict;
  }

  private String judge() {
    String worse = worse();
    if (worse != null) {
      return "SUSPECT " + who() + ": " + worse;
    }
    return hears && isBrokenAlone()
        ? "SUSPECT "
            + who()
            + ": "
            + of(split.endedAtOnce, split, "closed by the peer before any answer")
            + (whole.known() == 0 ? "; no whole ones to compare" : wholeOnes(whole.broken()))
        : null;
  }

  /** Only clients speak first: a server's peer has nothing to say to its reply. */
  private boolean isBrokenAlone() {
    return first.role() == Role.CLIENT
        && split.endedAtOnce >= FEWEST
        && split.endedAtOnce == split.known()
        && whole.broken() == 0;
  }

  /**
   * The mean of what speaks for each way to fare worse: right as often as each of them, and no
   * weaker where all agree.
   */
  private String worse() {
    double sum = 0;
    double most = 0;
    int clearest = 0;
    for (int way = 0; way < WAYS; way++) {
      double evidence =
          Evidence.of(suffers(split, way), split.known(), suffers(whole, way), whole.known());
      sum += evidence;
      clearest = evidence > most ? way : clearest;
      most = Math.max(most, evidence);
    }
    return sum / WAYS >= Evidence.ENOUGH
        ? of(suffers(split, clearest), split, words(clearest)) + wholeOnes(suffers(whole, clearest))
        : null;
  }

  /** Each way has those before any answer, too. */
  private static long suffers(Figures figures, int way) {
    long more = way == 0 ? 0 : way == 1 ? figures.hungUp : figures.shortened[way - 2];
    return figures.broken() + more;
  }

  private String words(int way) {
    switch (way) {
      case 0:
        return withoutAnswer();
      case 1:
        return "closed by the peer after one payload";
      case 2:
        return "over after one payload";
      default:
        return "over after " + Figures.SHORT[way - 2] + " payloads or fewer";
    }
  }

  private String withoutAnswer() {
    long byPeer = split.unansweredByPeer();
    return byPeer == split.broken()
        ? "closed by the peer before any answer"
        : byPeer == 0 ? "never answered" : "closed by the peer or never answered";
  }

  private static String of(long some, Figures all, String what) {
    return some + " of " + all.known() + " split connections " + what;
  }

  private String wholeOnes(long some) {
    return "; whole ones " + some + " of " + whole.known();
  }

  Json json(Policy inForce) {
    return new Json()
        .text("role", first.role())
        .text("peer", first.peer())
        .text("protocol", first.protocol())
        .text("library", first.libraryName())
        .text("openedBy", first.opener())
        .raw("split", split.json().toString())
        .raw("whole", whole.json().toString())
        .text("suspect", verdict())
        .raw("current", Boolean.toString(isCurrent(inForce)));
  }
}
