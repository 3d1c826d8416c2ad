package io.github.recordsplit.rules;

import java.io.File;

/** The agent's options, {@code key=value[,key=value...]}. */
public final class Options {
  private final String text;
  private OptionsParser parsed;

  /**
   * What {@link #readRules} found: a text that is plainly right, or the rules of one that is not.
   */
  private String rulesText;

  private Rules rules;
  private String app = "";

  private Options(String text) {
    this.text = text;
  }

  /**
   * Reads the agent's argument; null or an empty one means all defaults. No file is read here, see
   * {@link #readRules}.
   *
   * @throws ConfigException at the first mistake, with its column
   */
  public static Options parse(String agentArgs) throws ConfigException {
    Options options = new Options(agentArgs == null ? "" : agentArgs);
    if (!Glance.atOptions(options.text)) {
      options.parsed = new OptionsParser(options.text);
    }
    return options;
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
