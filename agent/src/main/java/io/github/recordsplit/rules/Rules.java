package io.github.recordsplit.rules;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** The statements of a rules file. Immutable and safe for use by many threads. */
public final class Rules {
  /** No statement at all. */
  public static final Rules NONE = new Rules(new Directives(), new Rule[0], new Rule[0], 0);

  private final Directives directives;
  private final Rule[] all;
  private final Rule[] active;
  private final boolean usesClasses;
  private final boolean usesHosts;
  private final boolean splits;
  private final int groups;
  private final long fingerprint;

  /** Made at the first look-up, because rules are read before main and most JVMs have no TLS. */
  private volatile Index[] indices;

  private Rules(Directives directives, Rule[] all, Rule[] active, long fingerprint) {
    this.fingerprint = fingerprint;
    this.directives = directives;
    this.all = all;
    this.active = active;
    this.usesClasses = ClassVerdicts.anyAsksForClass(active);
    this.usesHosts = anyAsksForHost(active);
    this.splits = anySplits(active);
    this.groups = groups(active);
  }

  static Rules of(Directives directives, Rule[] rules, String text) {
    if (anyHasShare(rules)) {
      Share.tellApart(rules);
    }
    return new Rules(directives, rules, withoutApp(rules), fingerprint(text));
  }

  /** Has the shares of these rules go on where those of the rules before them are. */
  public void goOn(Rules before) {
    Share.goOn(before.all, all);
  }

  private static boolean anyHasShare(Rule[] rules) {
    for (Rule rule : rules) {
      if (rule.share() != null) {
        return true;
      }
    }
    return false;
  }

  /**
   * Reads rules from a text.
   *
   * @param source what to call the text in errors and in {@link Rule#source}, as the operator wrote
   *     it
   * @throws ConfigException at the first mistake, with its line and column
   */
  public static Rules parse(String source, String text) throws ConfigException {
    return RulesParser.parse(source, text);
  }

  /**
   * Reads a rules file: UTF-8, with or without byte order mark, at most 64 MB.
   *
   * @throws ConfigException if the file cannot be read, or at its first mistake
   */
  public static Rules load(String path) throws ConfigException {
    return parse(path, read(path));
  }

  /**
   * Reads a rules file's text, which {@link #parse} understands.
   *
   * @throws ConfigException if the file cannot be read
   */
  public static String read(String path) throws ConfigException {
    return RulesFile.read(path);
  }

  /**
   * Returns what is wrong with a text, of each line that is: its first mistake.
   *
   * @throws ConfigException if a built-in list is missing
   */
  public static List<ConfigException> mistakes(String source, String text) throws ConfigException {
    return RulesParser.mistakes(source, text);
  }

  /** Tells texts apart: equal ones have the same, and others almost surely do not. */
  public static long fingerprint(String text) {
    return ((long) text.length() << 32) | (text.hashCode() & 0xffffffffL);
  }

  /** Returns {@link #fingerprint(String)} of the text that these rules were read from. */
  public long fingerprint() {
    return fingerprint;
  }

  /** Returns the mode that the file asks for, or null. */
  public Mode mode() {
    return directives.mode;
  }

  /** Returns whether the file asks for a dry run of its mode. */
  public boolean isDryRun() {
    return directives.dryRun;
  }

  /** Returns the scope that the file asks for, or null. */
  public Scope scope() {
    return directives.scope;
  }

  /** Returns what the file asks for on the first payload after a handshake, or null. */
  public First first() {
    return directives.first;
  }

  /** Returns all rules in order, with those of built-in lists at their places. */
  public List<Rule> all() {
    return Collections.unmodifiableList(Arrays.asList(all));
  }

  /** Returns whether any rule that may match asks for a class, so that the call stack matters. */
  public boolean usesClasses() {
    return usesClasses;
  }

  /**
   * Returns whether any rule that may match asks for a host, so that it matters who the peer is.
   */
  public boolean usesHosts() {
    return usesHosts;
  }

  /** Returns whether a rule that may match is blind to a peer ({@link Rule#isBlind}). */
  public boolean areBlind(Role role, Known peer) {
    for (Rule rule : active) {
      if (rule.isBlind(role, peer)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Returns these rules without those for other applications. Until then a rule with an {@code app}
   * condition matches nothing.
   *
   * @param app the name of this JVM's application, as {@link Application#name} tells it
   */
  public Rules forApp(String app) {
    if (active.length == all.length) {
      return this;
    }
    List<Rule> kept = new ArrayList<Rule>();
    for (Rule rule : all) {
      if (rule.holdsForApp(app)) {
        kept.add(rule);
      }
    }
    Rule[] rules = kept.toArray(new Rule[0]);
    return new Rules(directives, rules, rules, fingerprint);
  }

  private static Rule[] withoutApp(Rule[] rules) {
    List<Rule> kept = new ArrayList<Rule>(rules.length);
    for (Rule rule : rules) {
      if (!rule.asksForApp()) {
        kept.add(rule);
      }
    }
    return kept.size() == rules.length ? rules : kept.toArray(new Rule[0]);
  }

  /**
   * Returns the first rule whose conditions all hold, of those that decide about splitting, or
   * null.
   *
   * <p>The classes are asked for only if a class rule that matches but for its class stands before
   * the first other rule that matches: then no answer is possible without them.
   */
  public Rule firstMatch(Subject subject) {
    return firstMatch(Action.SPLIT, subject);
  }

  /** As {@link #firstMatch(Subject)}, of the rules that are matched together with an action's. */
  Rule firstMatch(Action action, Subject subject) {
    return has(action) ? index(action.group).firstMatch(subject) : null;
  }

  /** Returns whether a rule may match that is matched together with an action's. */
  boolean has(Action action) {
    return (groups & 1 << action.group) != 0;
  }

  /** Returns whether a rule that may match splits. */
  boolean splits() {
    return splits;
  }

  private static boolean anySplits(Rule[] rules) {
    for (Rule rule : rules) {
      if (rule.action() == Action.SPLIT) {
        return true;
      }
    }
    return false;
  }

  private static int groups(Rule[] rules) {
    int groups = 0;
    for (Rule rule : rules) {
      groups |= 1 << rule.action().group;
    }
    return groups;
  }

  private static boolean anyAsksForHost(Rule[] rules) {
    for (Rule rule : rules) {
      if (rule.host != null) {
        return true;
      }
    }
    return false;
  }

  private Index index(int group) {
    Index[] made = indices;
    if (made == null) {
      made = new Index[Action.GROUPS];
      for (int i = 0; i < made.length; i++) {
        made[i] = new Index(ofGroup(i));
      }
      indices = made; // twice in a race, which does no harm
    }
    return made[group];
  }

  private Rule[] ofGroup(int group) {
    if (groups == 1 << group) {
      return active;
    }
    List<Rule> kept = new ArrayList<Rule>();
    for (Rule rule : active) {
      if (rule.action().group == group) {
        kept.add(rule);
      }
    }
    return kept.toArray(new Rule[0]);
  }

  /** Rules of a group by their hosts: those without a class condition, and those with one. */
  private static final class Index {
    private final Rule[] rules;
    private final HostIndex host;
    private final HostIndex hostAndClass;
    private final ClassVerdicts verdicts;

    Index(Rule[] rules) {
      this.rules = rules;
      host = new HostIndex(rules, false);
      hostAndClass = new HostIndex(rules, true);
      verdicts = new ClassVerdicts(rules);
    }

    /** A connection is numbered by a rule only once none before that holds. */
    Rule firstMatch(Subject subject) {
      PeerKey peer = new PeerKey(subject);
      ClassVerdicts.Held classes = null;
      for (int behind = -1; behind < rules.length; ) {
        int first = host.first(peer, null, behind, rules.length);
        if (hostAndClass.first(peer, null, behind, first) < first) {
          classes = classes == null ? verdicts.of(subject.classes()) : classes;
          first = hostAndClass.first(peer, classes, behind, first);
        }
        if (first == rules.length || rules[first].holdsForPart(subject)) {
          return first < rules.length ? rules[first] : null;
        }
        behind = first;
      }
      return null;
    }
  }
}
