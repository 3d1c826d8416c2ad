package io.github.recordsplit.tools.cli;

import io.github.recordsplit.rules.Lines;
import io.github.recordsplit.rules.ModeSetting;

/**
 * The {@code mode} line in the bytes of a rules file, each byte a character: all else stays as it
 * is, whatever its encoding.
 */
final class ModeLine {
  private static final String KEYWORD = "mode";

  /** A byte order mark. */
  private static final String MARK = "\u00ef\u00bb\u00bf";

  private final String text;
  private final int start;
  private final int end;

  private ModeLine(String text, int start, int end) {
    this.text = text;
    this.start = start;
    this.end = end;
  }

  /** Returns the line, or null if there is none. */
  private static ModeLine in(String text) {
    for (int start = top(text), end; start >= 0; start = Lines.after(text, end)) {
      end = Lines.end(text, start);
      ModeLine line = new ModeLine(text, start, end);
      int word = line.skip(start, true);
      if (text.substring(word, line.skip(word, false)).equals(KEYWORD)) {
        return line;
      }
    }
    return null;
  }

  private static int top(String text) {
    return text.startsWith(MARK) ? MARK.length() : 0;
  }

  /** Where blanks end, or a word. */
  private int skip(int from, boolean blanks) {
    int at = from;
    while (at < end && isBlank(at) == blanks && (blanks || text.charAt(at) != '#')) {
      at++;
    }
    return at;
  }

  private boolean isBlank(int at) {
    return text.charAt(at) == ' ' || text.charAt(at) == '\t';
  }

  /** The text with another mode in its line, or with such a line at its top. */
  static String with(String text, Object mode) {
    ModeLine line = in(text);
    if (line == null) {
      return withLine(text, KEYWORD + ' ' + mode);
    }
    int value = line.skip(line.skip(line.skip(line.start, true), false), true);
    return text.substring(0, value) + mode + text.substring(line.behindMode(value));
  }

  /** Where a mode ends, which may be a dry run. */
  private int behindMode(int value) {
    int end = skip(value, false);
    int next = skip(end, true);
    int behind = skip(next, false);
    return text.substring(next, behind).equals(ModeSetting.DRY_RUN) ? behind : end;
  }

  /** The text with the line of another, which may have none. */
  static String withThatOf(String text, String other) {
    ModeLine line = in(text);
    ModeLine wanted = in(other);
    if (wanted == null) {
      return line == null ? text : line.without();
    }
    String words = other.substring(wanted.start, wanted.end);
    return line == null
        ? withLine(text, words)
        : text.substring(0, line.start) + words + text.substring(line.end);
  }

  private static String withLine(String text, String line) {
    int end = Lines.end(text, 0);
    String separator =
        text.startsWith("\r\n", end) ? "\r\n" : text.startsWith("\r", end) ? "\r" : "\n";
    return text.substring(0, top(text)) + line + separator + text.substring(top(text));
  }

  private String without() {
    int after = Lines.after(text, end);
    return text.substring(0, start) + (after < 0 ? "" : text.substring(after));
  }
}
