package io.github.recordsplit.rules;

import java.util.ArrayList;
import java.util.List;

/** One statement with an {@link Action}. Immutable but for its hits. */
public final class Rule {
  private final String source;
  private final int line;
  private final Action action;
  private final Glob app;
  private final Glob classes;
  private final Role role;
  private final boolean apart;
  private final Share share;
  private final Decision decision;
  private int hits;

  /** Null if the rule asks for no host. */
  final HostPattern host;

  Rule(String source, int line, Action action, Conditions conditions) {
    this.source = source;
    this.line = line;
    this.action = action;
    this.app = conditions.app;
    this.classes = conditions.classes;
    this.host = conditions.host;
    this.role = conditions.role;
    this.apart = conditions.apart;
    this.share = conditions.share == 0 ? null : new Share(conditions.share, conditionsAlone());
    this.decision = Decision.byRule(this);
  }

  /** Returns the rules file as the operator wrote its path, or the name of a built-in list. */
  public String source() {
    return source;
  }

  /** Returns the line in the source, from 1. */
  public int line() {
    return line;
  }

  /** Returns what the rule asks for. */
  public Action action() {
    return action;
  }

  /** Returns whether the records of a split payload are to leave in two writes. */
  public boolean apart() {
    return apart;
  }

  /** Returns of which part of its connections the rule holds, or null: of all. */
  public Share share() {
    return share;
  }

  /** Returns the source and line in the form {@code rules.txt:3}. */
  public String place() {
    return Quote.plain(source) + ':' + line;
  }

  /** Counts a connection to which this rule applied; callers hold one lock for all rules. */
  public void hit() {
    hits += hits < Integer.MAX_VALUE ? 1 : 0;
  }

  /** Returns to how many connections this rule applied since it was read. */
  public int hits() {
    return hits;
  }

  Decision decision() {
    return decision;
  }

  /** Returns whether the rule asks for a host. */
  public boolean asksForHost() {
    return host != null;
  }

  /** Returns whether the rule can only hold where this JVM is the server. */
  public boolean isForServers() {
    return role == Role.SERVER;
  }

  /**
   * Returns whether the rule asks for a host by something that is not known of connections like
   * this, so that it can match none of them.
   */
  public boolean isBlind(Role actual, Known peer) {
    return host != null
        && holdsForRole(actual)
        && (host.kind >= 0 ? peer != Known.ADDRESS : peer == Known.NOTHING);
  }

  boolean asksForApp() {
    return app != null;
  }

  boolean asksForClass() {
    return classes != null;
  }

  /** What it asks for of the stack, or null. */
  Glob classes() {
    return classes;
  }

  boolean holdsForApp(String name) {
    return app == null || app.matches(name);
  }

  boolean holdsForRole(Role actual) {
    return role == null || role == actual;
  }

  boolean holdsForPart(Subject subject) {
    return share == null || subject.isIn(share);
  }

  private boolean holdsForClasses(String[] stack) {
    return classes == null || classes.matchesAny(stack);
  }

  /** How many conditions it has. */
  int conditions() {
    return (app == null ? 0 : 1)
        + (classes == null ? 0 : 1)
        + (host == null ? 0 : 1)
        + (role == null ? 0 : 1);
  }

  /** Each condition that does not hold for a connection, in words. */
  List<String> mismatches(String application, Subject subject) {
    List<String> all = new ArrayList<String>();
    if (!holdsForApp(application)) {
      all.add(is("app", app, application));
    }
    if (!holdsForRole(subject.role())) {
      all.add(is("role", role, subject.role().toString()));
    }
    if (host != null && !holdsForHost(subject)) {
      all.add(is("host", host, described(subject)));
    }
    if (!holdsForClasses(subject.classes())) {
      all.add(is("class", classes, String.join(", ", subject.classes())));
    }
    return all;
  }

  private static String is(String condition, Object wanted, String actual) {
    String known = actual.isEmpty() ? "not known" : Quote.quote(actual);
    return "the " + condition + " is " + known + ", it asks for " + wanted;
  }

  private static String described(Subject subject) {
    String names = String.join(", ", subject.names());
    return subject.port() > 0 && !names.isEmpty() ? names + ":" + subject.port() : names;
  }

  /** As the index finds it: by a rule that asks for the host alone. */
  private boolean holdsForHost(Subject subject) {
    Conditions alone = new Conditions();
    alone.host = host;
    Rule[] rules = {new Rule(source, line, action, alone)};
    return new HostIndex(rules, false).first(new PeerKey(subject), null, -1, 1) == 0;
  }

  /** Returns the statement as it was understood, in the rules file's own syntax. */
  @Override
  public String toString() {
    StringBuilder out = new StringBuilder(conditionsAlone());
    append(out, " share ", share);
    return out.append(apart ? " apart" : "").toString();
  }

  /** Returns the statement without its share, and without what is done to those that it is for. */
  private String conditionsAlone() {
    StringBuilder out = new StringBuilder(action.toString());
    append(out, " app ", app);
    append(out, " class ", classes);
    append(out, " host ", host);
    append(out, " role ", role);
    return out.toString();
  }

  private static void append(StringBuilder out, String keyword, Object value) {
    if (value != null) {
      out.append(keyword).append(value);
    }
  }
}
