package io.github.recordsplit.rules;

/** The words of one line, up to its end or a comment. */
final class LineWords {
  private final SourceText input;
  private final int end;
  private int at;

  LineWords(SourceText input, int start, int end) {
    this.input = input;
    this.at = start;
    this.end = end;
  }

  /** Returns the next word, or null after the last. */
  Token next() {
    while (at < end && blank(input.text.charAt(at))) {
      at++;
    }
    int start = at;
    while (at < end && inWord(input.text.charAt(at))) {
      at++;
    }
    return at == start ? null : new Token(input, start, at);
  }

  /**
   * A comment needs no blank before it; as no word can begin with its sign, the line is then at its
   * end.
   */
  private static boolean inWord(char c) {
    return !blank(c) && c != '#';
  }

  private static boolean blank(char c) {
    return c == ' ' || c == '\t';
  }

  /** Returns the value that must follow a keyword. */
  Token value(Token keyword, String expected) throws ConfigException {
    Token value = next();
    if (value == null) {
      int after = keyword.start + keyword.text.length();
      throw input.error(
          after, "a value is missing after '" + keyword.text + "' (expected " + expected + ')');
    }
    return value;
  }

  /** Makes sure that nothing follows. */
  void close() throws ConfigException {
    Token extra = next();
    if (extra != null) {
      throw extra.error(
          "unexpected " + Quote.quote(extra.text) + " (expected the end of the line)");
    }
  }
}
