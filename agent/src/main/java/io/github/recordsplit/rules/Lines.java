package io.github.recordsplit.rules;

/** Where lines end: at LF, CR LF, or a lone CR, which editors show as a line end too. */
public final class Lines {
  private Lines() {}

  /** Returns the offset of the line end at or after {@code from}, or the text's length. */
  public static int end(String text, int from) {
    int i = from;
    while (i < text.length() && text.charAt(i) != '\n' && text.charAt(i) != '\r') {
      i++;
    }
    return i;
  }

  /** Returns where the line after a line end starts, or -1 after the last. */
  public static int after(String text, int end) {
    if (end == text.length()) {
      return -1;
    }
    return text.startsWith("\r\n", end) ? end + 2 : end + 1;
  }
}
