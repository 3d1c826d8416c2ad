package io.github.recordsplit.rules;

/** What this JVM does with its connections. Immutable and safe for use by many threads. */
public final class Policy {
  private final ModeSetting setting;
  private final Mode mode;
  private final boolean dryRun;
  private final Scope scope;
  private final First first;
  private final Rules rules;
  private final Decision byDefault;

  /**
   * Makes a policy of rules for this JVM's application; whatever mode, scope and first they state
   * is not looked at.
   */
  public Policy(Mode mode, Scope scope, First first, Rules rules) {
    this(new ModeSetting(mode, false), scope, first, rules);
  }

  private Policy(ModeSetting setting, Scope scope, First first, Rules rules) {
    this.setting = setting;
    this.mode = setting.mode;
    this.dryRun = setting.dryRun;
    this.scope = scope;
    this.first = first;
    this.rules = rules;
    this.byDefault = Decision.byMode(withoutRule(mode));
  }

  /**
   * Makes the policy of a rules file for an application. Where the file does not say: mode
   * selective, scope vulnerable, first split.
   */
  public static Policy of(Rules file, String app) {
    return of(null, null, null, null, file, app);
  }

  /**
   * Lets each value that is not null win over the file's own. A mode goes before the file's whole
   * line, which may say that it is a dry run.
   */
  static Policy of(Mode mode, Boolean dryRun, Scope scope, First first, Rules file, String app) {
    boolean dry = dryRun != null ? dryRun : mode == null && file.isDryRun();
    return new Policy(
        new ModeSetting(choose(mode, file.mode(), Mode.SELECTIVE), dry),
        choose(scope, file.scope(), Scope.VULNERABLE),
        choose(first, file.first(), First.SPLIT),
        file.forApp(app));
  }

  /** Returns this policy in another mode, with all else as it is. */
  public Policy in(ModeSetting other) {
    return other.equals(setting) ? this : new Policy(other, scope, first, rules);
  }

  private static <T> T choose(T option, T directive, T otherwise) {
    if (option != null) {
      return option;
    }
    return directive != null ? directive : otherwise;
  }

  private static Action withoutRule(Mode mode) {
    if (mode == Mode.NONE) {
      return Action.NEVER;
    }
    return mode == Mode.ALL ? Action.SPLIT : Action.LEAVE;
  }

  /** Returns the mode. */
  public Mode mode() {
    return mode;
  }

  /** Returns the mode, and whether it is a dry run. */
  public ModeSetting setting() {
    return setting;
  }

  /** Returns whether nothing is done of what is decided: it is counted and shown. */
  public boolean isDryRun() {
    return dryRun;
  }

  /** Returns which connections may be split at all; {@link #decide} does not look at it. */
  public Scope scope() {
    return scope;
  }

  /**
   * Returns what to do with the first payload after a handshake; {@link #decide} does not look at
   * it.
   */
  public First first() {
    return first;
  }

  /** Returns the rules that are in force for this JVM's application. */
  public Rules rules() {
    return rules;
  }

  /**
   * Decides about a connection: mode none is final; otherwise the application's own flag comes
   * first, then the first rule that matches, then the mode.
   *
   * @param flag what the application asked for on its session, or null
   */
  public Decision decide(Subject subject, Action flag) {
    if (mode == Mode.NONE) {
      return byDefault;
    }
    if (flag != null) {
      return Decision.byFlag(flag);
    }
    Rule rule = rules.firstMatch(subject);
    return rule == null ? byDefault : rule.decision();
  }

  /** Returns whether any connection may be split without a flag of its application's. */
  public boolean maySplit() {
    return !dryRun && (mode == Mode.ALL || (mode == Mode.SELECTIVE && rules.splits()));
  }

  /**
   * Returns whether any connection may be subject to a rule of an action that does not decide about
   * splitting, so that it is worth to ask {@link #applying}. Mode none turns them all off, and so
   * does a dry run.
   */
  public boolean mayApply(Action action) {
    return !dryRun && mode != Mode.NONE && rules.has(action);
  }

  /** Returns whether any connection's decision may depend on who its peer is. */
  public boolean usesHosts() {
    return mode != Mode.NONE && rules.usesHosts();
  }

  /**
   * Returns the rule that applies to a connection beside what {@link #decide} says about splitting,
   * or null.
   *
   * @param action {@link Action#UPGRADE} or {@link Action#REHEARSE}
   */
  public Rule applying(Action action, Subject subject) {
    return mayApply(action) ? rules.firstMatch(action, subject) : null;
  }
}
