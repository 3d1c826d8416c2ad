package io.github.recordsplit.rules;

import java.io.File;

/** Reads the agent's argument. A comma ends a value, so that no value can contain one. */
final class OptionsParser {
  private static final String[] KEYS = {
    "rules", "mode", "scope", "first", "log", "dump", "on-failure"
  };

  String rules;
  Mode mode;
  Scope scope;
  First first;
  LogLevel log;
  File logFile;
  File dump;
  OnFailure onFailure;

  private final SourceText input;
  private final int[] starts = new int[KEYS.length];

  OptionsParser(String text) throws ConfigException {
    input = new SourceText.Argument("agent option", text);
    int start = 0;
    while (start >= 0 && !text.isEmpty()) {
      int comma = text.indexOf(',', start);
      option(start, comma < 0 ? text.length() : comma);
      start = comma < 0 ? -1 : comma + 1;
    }
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
    if (!assigned || equals + 1 == end) {
      throw input.error(
          end, "the option '" + key.text + "' needs a value (expected " + expected(which) + ')');
    }
    set(which, new Token(input, equals + 1, end));
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
    Object[][] values = {
      {"a file"},
      Mode.values(),
      Scope.values(),
      First.values(),
      logs(),
      {"a directory"},
      OnFailure.values()
    };
    return Messages.list(values[which]);
  }

  private void set(int which, Token value) throws ConfigException {
    if (which == 0) {
      rules = value.text;
    } else if (which == 1) {
      mode = value.mode();
    } else if (which == 2) {
      scope = value.oneOf("scope", Scope.values());
    } else if (which == 3) {
      first = value.oneOf("value for first", First.values());
    } else {
      setOwn(which, value);
    }
  }

  /** Sets what a rules file cannot. */
  private void setOwn(int which, Token value) throws ConfigException {
    if (which == 4) {
      log(value);
    } else if (which == 5) {
      dump = directory(value);
    } else {
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
    log = new Token(input, value.start, value.start + colon).oneOf("log level", logs());
    Token file = new Token(input, value.start + colon + 1, value.start + value.text.length());
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
