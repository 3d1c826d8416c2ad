package io.github.recordsplit.rules;

import java.io.File;

/**
 * The agent's options: {@code key=value[,key=value...]} behind {@code -javaagent}, then system
 * properties, then the environment.
 */
public final class Options {
  private final OptionsParser parsed;
  private Rules rules = Rules.NONE;
  private String app = "";

  private Options(OptionsParser parsed) {
    this.parsed = parsed;
  }

  /**
   * Reads the agent's argument; null or an empty one means all defaults. No file is read here, see
   * {@link #readRules}.
   *
   * @throws ConfigException at the first mistake, with its column
   */
  public static Options parse(String agentArgs) throws ConfigException {
    return parse(agentArgs, OutsideOptions.NONE);
  }

  /**
   * As {@link #parse(String)}, with what this JVM's system properties and environment say where the
   * argument does not.
   */
  public static Options ofThisJvm(String agentArgs) throws ConfigException {
    return parse(agentArgs, OutsideOptions.ofThisJvm());
  }

  static Options parse(String agentArgs, OutsideOptions outside) throws ConfigException {
    return new Options(new OptionsParser(agentArgs == null ? "" : agentArgs, outside));
  }

  /** Returns the path of the rules file as the operator wrote it, or null. */
  public String rules() {
    return parsed.rules;
  }

  /** Returns the keys of all options, given or not. */
  public static String[] keys() {
    return OutsideOptions.KEYS.clone();
  }

  /** Returns an option's value as the operator wrote it, or null if it was not given. */
  public String value(int key) {
    return parsed.texts[key];
  }

  /**
   * Returns where an option was given, or null: {@code agent option}, {@code -Drecordsplit.KEY} or
   * {@code RECORDSPLIT_KEY}.
   */
  public String source(int key) {
    return parsed.sources[key];
  }

  /**
   * Returns where the mode comes from: an option's source, or the {@code rules file}, or {@code
   * default}.
   */
  public String modeSource(Rules file) {
    String option = source(OutsideOptions.MODE);
    return option != null ? option : file.mode() != null ? "rules file" : "default";
  }

  /** Returns how much to log; {@link LogLevel#DEFAULT} if no option says. */
  public LogLevel log() {
    return parsed.log == null ? LogLevel.DEFAULT : parsed.log;
  }

  /** Returns the file for lines about connections, or null for stderr. */
  public File logFile() {
    return parsed.logFile;
  }

  /** Returns the directory for woven classes, which may not exist yet, or null. */
  public File dump() {
    return parsed.dump;
  }

  /** Returns the folder for a report when the JVM ends, which may not exist yet, or null. */
  public File report() {
    return parsed.report;
  }

  /** Says why nothing can be put into the folder for a report, and where it was given. */
  public ConfigException wrongReport(String why) {
    return parsed.reportValue.error(Quote.plain(why));
  }

  /** Returns whether to refuse what cannot be split, and to start. */
  public boolean refuses() {
    return onFailure() == OnFailure.REFUSE;
  }

  /** Returns what to do when a hook cannot be woven; {@link OnFailure#WARN} if no option says. */
  public OnFailure onFailure() {
    return parsed.onFailure == null ? OnFailure.WARN : parsed.onFailure;
  }

  /**
   * Reads the rules file, if there is one, and notes which application this JVM's is.
   *
   * @throws ConfigException if it cannot be read or is wrong
   */
  public void readRules() throws ConfigException {
    if (rules() != null) {
      readRules(Application.name());
    }
  }

  void readRules(String app) throws ConfigException {
    this.app = app;
    rules = Rules.parse(rules(), RulesFile.read(rules()));
  }

  /**
   * Puts the options before the directives of the rules that {@link #readRules} read, if it was
   * called. Where neither says: mode selective, scope vulnerable, first split.
   */
  public Policy policy() {
    return policy(app, rules);
  }

  /** As {@link #policy()}, for rules that were read elsewhere. */
  public Policy policy(String app, Rules file) {
    return Policy.of(parsed.mode, parsed.dryRun, parsed.scope, parsed.first, file, app);
  }
}
