package io.github.recordsplit.rules;

/** A word of the configuration, which knows where it stands. */
final class Token {
  final SourceText input;
  final int start;
  final String text;

  Token(SourceText input, int start, int end) {
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
    return error(Messages.unknown(what, text, expected));
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
    Mode mode = Keyword.mode(text);
    return mode == null ? oneOf("mode", Mode.values()) : mode;
  }
}
