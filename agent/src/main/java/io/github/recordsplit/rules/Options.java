package io.github.recordsplit.rules;

import java.io.File;

/** The agent's options, {@code key=value[,key=value...]}. Immutable. */
public final class Options {
  private final String text;
  private OptionsParser parsed;

  private Options(String text) {
    this.text = text;
  }

  /**
   * Reads the agent's argument; null or an empty one means all defaults. No file is read here, see
   * {@link #policy}.
   *
   * @throws ConfigException at the first mistake, with its column
   */
  public static Options parse(String agentArgs) throws ConfigException {
    Options options = new Options(agentArgs == null ? "" : agentArgs);
    if (!isPlain(options.text)) {
      options.parsed = new OptionsParser(options.text);
    }
    return options;
  }

  /** What most JVMs start with needs no parser before {@code main}: five classes less to load. */
  private static boolean isPlain(String text) {
    switch (text) {
      case "":
      case "mode=selective":
      case "mode=all":
      case "mode=none":
        return true;
      default:
        return false;
    }
  }

  private synchronized OptionsParser parsed() {
    if (parsed == null) {
      try {
        parsed = new OptionsParser(text);
      } catch (ConfigException e) {
        throw new IllegalArgumentException(e); // plain texts are right
      }
    }
    return parsed;
  }

  /** Returns the path of the rules file as the operator wrote it, or null. */
  public String rules() {
    return isPlain(text) ? null : parsed().rules;
  }

  /** Returns how much to log; {@link Log#DEFAULT} if no option says. */
  public Log log() {
    Log log = parsed().log;
    return log == null ? Log.DEFAULT : log;
  }

  /** Returns the file for lines about connections, or null for stderr. */
  public File logFile() {
    return parsed().logFile;
  }

  /** Returns the directory for woven classes, which may not exist yet, or null. */
  public File dump() {
    return parsed().dump;
  }

  /** Returns whether to refuse; asked before main, so it loads no class where no option says. */
  public boolean refuses() {
    return !isPlain(text) && parsed().onFailure == OnFailure.REFUSE;
  }

  /** Returns what to do when a hook cannot be woven; {@link OnFailure#WARN} if no option says. */
  public OnFailure onFailure() {
    OnFailure onFailure = parsed().onFailure;
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
    String rules = rules();
    return policy(app, rules == null ? Rules.NONE : Rules.load(rules));
  }

  /** As {@link #policy(String)}, with the rules file read already. */
  public Policy policy(String app, Rules file) {
    OptionsParser own = parsed();
    return Policy.of(own.mode, own.scope, own.first, file, app);
  }
}
