package io.github.recordsplit.rules;

import java.util.ArrayList;
import java.util.List;

/** Reads statements line by line. */
final class RulesParser {
  private static final Action[] ACTIONS = Action.values();
  private static final String[] STATEMENTS = {
    "mode", "scope", "first", "split", "never", "leave", "upgrade", "rehearse", "use"
  };

  private final SourceText.File input;
  private final Directives directives;
  private final List<Rule> rules;

  /** All mistakes, where they are collected; null where the first one ends it. */
  private List<ConfigException> wrong;

  private RulesParser(SourceText.File input, Directives directives, List<Rule> rules) {
    this.input = input;
    this.directives = directives;
    this.rules = rules;
  }

  static Rules parse(String source, String text) throws ConfigException {
    Directives directives = new Directives();
    List<Rule> rules = new ArrayList<Rule>();
    new RulesParser(input(source, text), directives, rules).read();
    return Rules.of(directives, rules.toArray(new Rule[0]), text);
  }

  /** Returns each line's first mistake, in the order of the lines. */
  static List<ConfigException> mistakes(String source, String text) throws ConfigException {
    RulesParser parser =
        new RulesParser(input(source, text), new Directives(), new ArrayList<Rule>());
    parser.wrong = new ArrayList<ConfigException>();
    parser.read();
    return parser.wrong;
  }

  /** Without its byte order mark. */
  private static SourceText.File input(String source, String text) {
    return new SourceText.File(source, text.startsWith("\ufeff") ? text.substring(1) : text);
  }

  private void read() throws ConfigException {
    int line = 1;
    int start = 0;
    while (start >= 0) {
      int end = Lines.end(input.text, start);
      line(new LineWords(input, start, end), line++);
      start = Lines.after(input.text, end);
    }
  }

  private void line(LineWords words, int line) throws ConfigException {
    try {
      statement(words, line);
    } catch (ConfigException e) {
      if (wrong == null) {
        throw e;
      }
      wrong.add(e);
    }
  }

  private void statement(LineWords words, int line) throws ConfigException {
    Token keyword = words.next();
    if (keyword == null) {
      return;
    }
    Action action = keyword.find(ACTIONS);
    if (action != null) {
      rules.add(new Rule(input.source, line, action, Conditions.parse(action, words)));
    } else {
      other(keyword, words, line);
      words.close();
    }
  }

  private void other(Token keyword, LineWords words, int line) throws ConfigException {
    if (directives != null && keyword.text.equals("use")) {
      use(words.value(keyword, Messages.list(Presets.NAMES)).oneOf("list", Presets.NAMES));
    } else if (directives == null || !directives.take(keyword, words, line)) {
      throw keyword.unknown("statement", directives == null ? ACTIONS : STATEMENTS);
    }
  }

  /**
   * A built-in list has rules only: without directives its parser knows no other statement, {@code
   * use} included.
   */
  private void use(String preset) throws ConfigException {
    new RulesParser(new SourceText.File(preset, Presets.text(preset)), null, rules).read();
  }
}
