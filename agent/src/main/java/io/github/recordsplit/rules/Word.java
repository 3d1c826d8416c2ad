package io.github.recordsplit.rules;

/** A word of the configuration, which knows where it stands. */
final class Word {
  final Input input;
  final int start;
  final String text;

  Word(Input input, int start, int end) {
    this.input = input;
    this.start = start;
    this.text = input.text.substring(start, end);
  }

  ConfigException error(String sentence) {
    return error(0, sentence);
  }

  /** Blames the character at an offset within this word. */
  ConfigException error(int offset, String sentence) {
    return input.error(start + offset, sentence);
  }

  /** Says that this word is none of those that may stand here, and which was probably meant. */
  ConfigException unknown(String what, Object[] expected) {
    String meant = Spelling.nearest(text, expected);
    String hint = meant == null ? "" : ", did you mean '" + meant + "'?";
    return error(
        "unknown " + what + ' ' + Quote.quote(text) + hint + " (expected " + list(expected) + ')');
  }

  /** Returns the value that this word stands for. */
  <T> T oneOf(String what, T[] values) throws ConfigException {
    T value = find(values);
    if (value == null) {
      throw unknown(what, values);
    }
    return value;
  }

  /** Returns the value that this word stands for, or null. */
  <T> T find(T[] values) {
    for (T value : values) {
      if (value.toString().equals(text)) {
        return value;
      }
    }
    return null;
  }

  /** Returns the mode, by name or by {@code SendExtraRecord}'s number. */
  Mode mode() throws ConfigException {
    switch (text) {
      case "0":
        return Mode.SELECTIVE;
      case "1":
        return Mode.ALL;
      case "2":
        return Mode.NONE;
      default:
        return oneOf("mode", Mode.values());
    }
  }

  /** Enumerates as prose does: {@code a, b or c}. */
  static String list(Object[] words) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < words.length; i++) {
      out.append(i == 0 ? "" : i == words.length - 1 ? " or " : ", ").append(words[i]);
    }
    return out.toString();
  }
}
