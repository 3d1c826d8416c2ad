package io.github.recordsplit.rules;

/**
 * The statements that are no rules; null where a file has none such. Filled once, while the file is
 * read.
 */
final class Directives {
  static final String[] WORDS = {"mode", "scope", "first"};

  Mode mode;
  boolean dryRun;
  Scope scope;
  First first;
  private final int[] lines = new int[WORDS.length];

  /** Reads a directive if the keyword is one. */
  boolean take(Token keyword, LineWords words, int line) throws ConfigException {
    for (int i = 0; i < WORDS.length; i++) {
      if (WORDS[i].equals(keyword.text)) {
        once(i, keyword, line);
        set(i, keyword, words);
        return true;
      }
    }
    return false;
  }

  private void once(int which, Token keyword, int line) throws ConfigException {
    if (lines[which] > 0) {
      throw keyword.error(
          "'" + keyword.text + "' is given twice, the first time in line " + lines[which]);
    }
    lines[which] = line;
  }

  private static boolean dryRun(Token word) throws ConfigException {
    if (word != null && !word.text.equals(ModeSetting.DRY_RUN)) {
      String meant = Spelling.nearest(word.text, new Object[] {ModeSetting.DRY_RUN});
      throw word.error(
          "unexpected "
              + Quote.quote(word.text)
              + (meant == null ? "" : ", did you mean '" + meant + "'?")
              + " (expected "
              + ModeSetting.DRY_RUN
              + " or the end of the line)");
    }
    return word != null;
  }

  private void set(int which, Token keyword, LineWords words) throws ConfigException {
    if (which == 0) {
      mode = words.value(keyword, Messages.list(Mode.values())).mode();
      dryRun = dryRun(words.next());
    } else if (which == 1) {
      scope = words.value(keyword, Messages.list(Scope.values())).oneOf("scope", Scope.values());
    } else {
      first =
          words
              .value(keyword, Messages.list(First.values()))
              .oneOf("value for first", First.values());
    }
  }
}
