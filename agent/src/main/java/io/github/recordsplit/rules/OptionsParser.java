package io.github.recordsplit.rules;

import java.io.File;

/**
 * Reads the agent's argument, in which a comma ends a value, so that no value can contain one; and
 * what stands elsewhere for the keys that it lacks.
 */
final class OptionsParser {
  private static final String[] KEYS = OutsideOptions.KEYS;
  private static final String ARGUMENT = "agent option";
  private static final Boolean[] BOOLEANS = {true, false};

  String rules;
  Mode mode;
  Scope scope;
  First first;
  Boolean dryRun;
  LogLevel log;
  File logFile;
  File dump;
  File report;
  Token reportValue;
  OnFailure onFailure;

  /** Each key's value as it was written, and where; null if it was not. */
  final String[] texts = new String[KEYS.length];

  final String[] sources = new String[KEYS.length];

  private final SourceText input;
  private final int[] starts = new int[KEYS.length];

  OptionsParser(String text, OutsideOptions outside) throws ConfigException {
    input = new SourceText.Argument(ARGUMENT, text);
    int start = 0;
    while (start >= 0 && !text.isEmpty()) {
      int comma = text.indexOf(',', start);
      option(start, comma < 0 ? text.length() : comma);
      start = comma < 0 ? -1 : comma + 1;
    }
    checkKnown(outside.unknown());
    for (int i = 0; i < KEYS.length; i++) {
      if (starts[i] == 0 && outside.value(i) != null) {
        outside(i, new SourceText.Value(outside.name(i), outside.value(i)));
      }
    }
  }

  private static void checkKnown(String property) throws ConfigException {
    if (property != null) {
      SourceText key = new SourceText.Value(OutsideOptions.property(property), property);
      new Token(key, 0, property.length()).oneOf("option", KEYS);
    }
  }

  private void outside(int which, SourceText.Value value) throws ConfigException {
    checkGiven(which, !value.text.isEmpty(), value, 0);
    set(which, new Token(value, 0, value.text.length()), value.place(0));
  }

  private void option(int start, int end) throws ConfigException {
    int equals = input.text.indexOf('=', start);
    boolean assigned = equals >= 0 && equals < end;
    Token key = new Token(input, start, assigned ? equals : end);
    if (key.text.isEmpty()) {
      throw key.error("an option is missing here (expected KEY=VALUE)");
    }
    int which = which(key);
    once(which, key);
    checkGiven(which, assigned && equals + 1 < end, input, end);
    set(which, new Token(input, equals + 1, end), ARGUMENT);
  }

  private static void checkGiven(int which, boolean given, SourceText at, int offset)
      throws ConfigException {
    if (!given) {
      throw at.error(
          offset,
          "the option '" + KEYS[which] + "' needs a value (expected " + expected(which) + ')');
    }
  }

  private static LogLevel[] logs() {
    return new LogLevel[] {LogLevel.OFF, LogLevel.CONNECTIONS, LogLevel.DEBUG};
  }

  private static int which(Token key) throws ConfigException {
    String known = key.oneOf("option", KEYS);
    int which = 0;
    while (!KEYS[which].equals(known)) {
      which++;
    }
    return which;
  }

  /** Keeps start + 1, as 0 says that the key was not given. */
  private void once(int which, Token key) throws ConfigException {
    if (starts[which] > 0) {
      throw key.error(
          "'"
              + key.text
              + "' is given twice, the first time at column "
              + input.column(0, starts[which] - 1));
    }
    starts[which] = key.start + 1;
  }

  private static String expected(int which) {
    switch (KEYS[which]) {
      case "rules":
        return "a file";
      case "mode":
        return Messages.list(Mode.values());
      case "scope":
        return Messages.list(Scope.values());
      case "first":
        return Messages.list(First.values());
      case "dry-run":
        return Messages.list(BOOLEANS);
      case "log":
        return Messages.list(logs());
      case "on-failure":
        return Messages.list(OnFailure.values());
      default:
        return "a directory";
    }
  }

  private void set(int which, Token value, String source) throws ConfigException {
    texts[which] = value.text;
    sources[which] = source;
    switch (KEYS[which]) {
      case "rules":
        rules = value.text;
        return;
      case "mode":
        mode = value.mode();
        return;
      case "scope":
        scope = value.oneOf("scope", Scope.values());
        return;
      case "first":
        first = value.oneOf("value for first", First.values());
        return;
      case "dry-run":
        dryRun = value.oneOf("value for dry-run", BOOLEANS);
        return;
      default:
        setOwn(which, value);
    }
  }

  /** Sets what a rules file cannot. */
  private void setOwn(int which, Token value) throws ConfigException {
    switch (KEYS[which]) {
      case "log":
        log(value);
        return;
      case "report":
        report = directory(value);
        reportValue = value;
        return;
      case "dump":
        dump = directory(value);
        return;
      default:
        onFailure = value.oneOf("value for on-failure", OnFailure.values());
    }
  }

  /** A level, then a colon and a file where lines are not for stderr. */
  private void log(Token value) throws ConfigException {
    int colon = value.text.indexOf(':');
    if (colon < 0) {
      log = value.oneOf("log level", logs());
      return;
    }
    log = new Token(value.input, value.start, value.start + colon).oneOf("log level", logs());
    Token file = new Token(value.input, value.start + colon + 1, value.start + value.text.length());
    if (log == LogLevel.OFF) {
      throw value.error(colon, "log=off takes no file");
    }
    logFile = LogFiles.checked(file);
  }

  /**
   * The directory may be made later; but where a file is in its way, the operator should hear it
   * now.
   */
  private static File directory(Token value) throws ConfigException {
    File directory = new File(value.text);
    for (File at = directory; at != null; at = at.getParentFile()) {
      if (at.exists() && !at.isDirectory()) {
        throw value.error(Quote.quote(at.getPath()) + " is a file (expected a directory)");
      }
    }
    return directory;
  }
}
