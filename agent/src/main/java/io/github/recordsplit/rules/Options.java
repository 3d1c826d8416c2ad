package io.github.recordsplit.rules;

import java.io.File;

/** The agent's options, {@code key=value[,key=value...]}. */
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
    return new Options(new OptionsParser(agentArgs == null ? "" : agentArgs));
  }

  /** Returns the path of the rules file as the operator wrote it, or null. */
  public String rules() {
    return parsed.rules;
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
    return Policy.of(parsed.mode, parsed.scope, parsed.first, file, app);
  }
}
