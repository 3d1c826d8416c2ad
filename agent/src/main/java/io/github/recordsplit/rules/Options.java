package io.github.recordsplit.rules;

import java.io.File;

/** The agent's options, {@code key=value[,key=value...]}. Immutable. */
public final class Options {
  private final String rules;
  private final Mode mode;
  private final Scope scope;
  private final First first;
  private final Log log;
  private final File logFile;
  private final File dump;
  private final OnFailure onFailure;

  private Options() {
    rules = null;
    mode = null;
    scope = null;
    first = null;
    log = null;
    logFile = null;
    dump = null;
    onFailure = null;
  }

  Options(OptionsParser parsed) {
    rules = parsed.rules;
    mode = parsed.mode;
    scope = parsed.scope;
    first = parsed.first;
    log = parsed.log;
    logFile = parsed.logFile;
    dump = parsed.dump;
    onFailure = parsed.onFailure;
  }

  /**
   * Reads the agent's argument; null or an empty one means all defaults. No file is read here, see
   * {@link #policy}.
   *
   * @throws ConfigException at the first mistake, with its column
   */
  public static Options parse(String agentArgs) throws ConfigException {
    return agentArgs == null || agentArgs.isEmpty()
        ? new Options()
        : new Options(new OptionsParser(agentArgs));
  }

  /** Returns the path of the rules file as the operator wrote it, or null. */
  public String rules() {
    return rules;
  }

  /** Returns how much to log; {@link Log#DEFAULT} if no option says. */
  public Log log() {
    return log == null ? Log.DEFAULT : log;
  }

  /** Returns the file for lines about connections, or null for stderr. */
  public File logFile() {
    return logFile;
  }

  /** Returns the directory for woven classes, which may not exist yet, or null. */
  public File dump() {
    return dump;
  }

  /** Returns whether to refuse; asked before main, so it loads no class where no option says. */
  public boolean refuses() {
    return onFailure != null && onFailure == OnFailure.REFUSE;
  }

  /** Returns what to do when a hook cannot be woven; {@link OnFailure#WARN} if no option says. */
  public OnFailure onFailure() {
    return onFailure == null ? OnFailure.WARN : onFailure;
  }

  /**
   * Reads the rules file anew, if there is one, and puts the options before its directives. Where
   * neither says: mode selective, scope vulnerable, first split.
   *
   * @param app the name of this JVM's application, as {@link Application#name} tells it
   * @throws ConfigException if the rules file cannot be read or is wrong
   */
  public Policy policy(String app) throws ConfigException {
    return policy(app, rules == null ? Rules.NONE : Rules.load(rules));
  }

  /** As {@link #policy(String)}, with the rules file read already. */
  public Policy policy(String app, Rules file) {
    return Policy.of(mode, scope, first, file, app);
  }
}
