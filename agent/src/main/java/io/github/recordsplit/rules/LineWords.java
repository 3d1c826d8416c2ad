package io.github.recordsplit.rules;

/** The words of one line, up to its end or a comment. */
final class LineWords {
  private final Input input;
  private final int end;
  private int at;

  LineWords(Input input, int start, int end) {
    this.input = input;
    this.at = start;
    this.end = comment(start, end);
  }

  private int comment(int start, int lineEnd) {
    int i = start;
    while (i < lineEnd && input.text.charAt(i) != '#') {
      i++;
    }
    return i;
  }

  /** Returns the next word, or null after the last. */
  Word next() {
    while (at < end && blank()) {
      at++;
    }
    int start = at;
    while (at < end && !blank()) {
      at++;
    }
    return at == start ? null : new Word(input, start, at);
  }

  private boolean blank() {
    char c = input.text.charAt(at);
    return c == ' ' || c == '\t';
  }

  /** Returns the value that must follow a keyword. */
  Word value(Word keyword, String expected) throws ConfigException {
    Word value = next();
    if (value == null) {
      int after = keyword.start + keyword.text.length();
      throw input.error(
          after, "a value is missing after '" + keyword.text + "' (expected " + expected + ')');
    }
    return value;
  }

  /** Makes sure that nothing follows. */
  void close() throws ConfigException {
    Word extra = next();
    if (extra != null) {
      throw extra.error(
          "unexpected " + Quote.quote(extra.text) + " (expected the end of the line)");
    }
  }
}
