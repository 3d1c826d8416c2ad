package io.github.recordsplit.rules;

/**
 * Shows what an operator wrote inside a message: on one line, without effects on a terminal, not
 * too long.
 */
final class Quote {
  private static final int LONGEST = 60;

  private Quote() {}

  /** Returns the text in single quotes, shortened to 60 characters. */
  static String quote(String text) {
    int shown = Math.min(text.length(), LONGEST);
    if (shown < text.length() && Character.isHighSurrogate(text.charAt(shown - 1))) {
      shown--;
    }
    return '\'' + plain(text.substring(0, shown)) + (shown < text.length() ? "...'" : "'");
  }

  /** Returns the text with whatever is not plainly visible written as an escape. */
  static String plain(String text) {
    StringBuilder out = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i = text.offsetByCodePoints(i, 1)) {
      append(out, text.codePointAt(i));
    }
    return out.toString();
  }

  private static void append(StringBuilder out, int c) {
    if (c == '\n') {
      out.append("\\n");
    } else if (c == '\r') {
      out.append("\\r");
    } else if (c == '\t') {
      out.append("\\t");
    } else if (visible(c)) {
      out.appendCodePoint(c);
    } else {
      escape(out, c);
    }
  }

  private static boolean visible(int c) {
    return c == ' ' || (c > ' ' && c < 0x7f) || (c > 0xa0 && visibleType(Character.getType(c)));
  }

  /**
   * Formats are invisible and can turn the direction of writing; separators look like spaces or end
   * lines.
   */
  private static boolean visibleType(int type) {
    return type != Character.CONTROL
        && type != Character.FORMAT
        && type != Character.SURROGATE
        && type != Character.UNASSIGNED
        && type != Character.SPACE_SEPARATOR
        && type != Character.LINE_SEPARATOR
        && type != Character.PARAGRAPH_SEPARATOR;
  }

  private static void escape(StringBuilder out, int c) {
    String hex = Integer.toHexString(c);
    out.append("\\u");
    for (int i = hex.length(); i < 4; i++) {
      out.append('0');
    }
    out.append(hex);
  }
}
