package io.github.recordsplit.rules;

import java.io.File;

/**
 * The agent's options: {@code key=value[,key=value...]} behind {@code -javaagent}, then system
 * properties, then the environment.
 */
public final class Options {
  private final String argument;
  private final OutsideOptions outside;

  /** All of them as one argument would say them; null where none would. */
  private final String text;

  private OptionsParser parsed;

  /**
   * What {@link #readRules} found: a text that is plainly right, or the rules of one that is not.
   */
  private String rulesText;

  private Rules rules;
  private String app = "";

  private Options(String argument, OutsideOptions outside) {
    this.argument = argument;
    this.outside = outside;
    this.text = outside.behind(argument);
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
    Options options = new Options(agentArgs == null ? "" : agentArgs, outside);
    if (options.text == null || !Glance.atOptions(options.text)) {
      options.parsed = new OptionsParser(options.argument, outside);
    }
    return options;
  }

  private synchronized OptionsParser parsed() {
    if (parsed == null) {
      try {
        parsed = new OptionsParser(argument, outside);
      } catch (ConfigException e) {
        throw new IllegalArgumentException(e); // plain texts are right
      }
    }
    return parsed;
  }

  /** The value of an option of a plain text, or null. */
  private String plain(String key) {
    int start = text.startsWith(key) ? 0 : text.indexOf(',' + key) + 1;
    if (!text.startsWith(key, start)) {
      return null;
    }
    int comma = text.indexOf(',', start);
    return text.substring(start + key.length(), comma < 0 ? text.length() : comma);
  }

  /** Returns the path of the rules file as the operator wrote it, or null. */
  public String rules() {
    return parsed == null ? plain("rules=") : parsed.rules;
  }

  /** Returns the keys of all options, given or not. */
  public static String[] keys() {
    return OutsideOptions.KEYS.clone();
  }

  /** Returns an option's value as the operator wrote it, or null if it was not given. */
  public String value(int key) {
    return parsed().texts[key];
  }

  /**
   * Returns where an option was given, or null: {@code agent option}, {@code -Drecordsplit.KEY} or
   * {@code RECORDSPLIT_KEY}.
   */
  public String source(int key) {
    return parsed().sources[key];
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
    LogLevel log = parsed().log;
    return log == null ? LogLevel.DEFAULT : log;
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
    return parsed == null
        ? "refuse".equals(plain("on-failure="))
        : parsed.onFailure == OnFailure.REFUSE;
  }

  /** Returns what to do when a hook cannot be woven; {@link OnFailure#WARN} if no option says. */
  public OnFailure onFailure() {
    OnFailure onFailure = parsed().onFailure;
    return onFailure == null ? OnFailure.WARN : onFailure;
  }

  /**
   * Makes sure that the rules file, if there is one, can be read and is right, and notes which
   * application this JVM's is.
   *
   * @throws ConfigException if it is not
   */
  public void readRules() throws ConfigException {
    if (rules() != null) {
      readRules(Application.name());
    }
  }

  synchronized void readRules(String app) throws ConfigException {
    this.app = app;
    rulesText = RulesFile.read(rules());
    if (!Glance.atRules(rulesText)) {
      rules = Rules.parse(rules(), rulesText);
      rulesText = null;
    }
  }

  /**
   * Puts the options before the directives of the rules that {@link #readRules} read, if it was
   * called. Where neither says: mode selective, scope vulnerable, first split.
   */
  public synchronized Policy policy() {
    if (rulesText != null) {
      rules = parsedRules();
      rulesText = null;
    }
    return policy(app, rules == null ? Rules.NONE : rules);
  }

  private Rules parsedRules() {
    try {
      return Rules.parse(rules(), rulesText);
    } catch (ConfigException e) {
      throw new IllegalArgumentException(e); // plain texts are right
    }
  }

  /** As {@link #policy()}, for rules that were read elsewhere. */
  public Policy policy(String app, Rules file) {
    OptionsParser own = parsed();
    return Policy.of(own.mode, own.scope, own.first, file, app);
  }
}
