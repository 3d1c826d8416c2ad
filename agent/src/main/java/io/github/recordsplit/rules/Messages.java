package io.github.recordsplit.rules;

import java.io.IOException;

/** Sentences that the command line shares with the rules language. */
public final class Messages {
  private Messages() {}

  /** Returns the text with whatever is not plainly visible written as an escape. */
  public static String plain(String text) {
    return Quote.plain(text);
  }

  /**
   * Returns why something failed: an {@link IOException} of ours is a sentence; of the system's the
   * exception's name says what, and the message where.
   */
  public static String reason(Throwable t) {
    return t.getClass() == IOException.class ? t.getMessage() : t.toString();
  }

  /** Says that a word is none of those expected, and which was probably meant. */
  public static String unknown(String what, String given, Object[] expected) {
    String meant = Spelling.nearest(given, expected);
    String hint = meant == null ? "" : ", did you mean '" + meant + "'?";
    return "unknown " + what + ' ' + quote(given) + hint + " (expected " + list(expected) + ')';
  }

  /** Enumerates as prose does: {@code a, b or c}. */
  public static String list(Object[] words) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < words.length; i++) {
      out.append(i == 0 ? "" : i == words.length - 1 ? " or " : ", ").append(words[i]);
    }
    return out.toString();
  }

  /**
   * Returns a text of the operator's in quotes, on one line, without effect on a terminal, at most
   * 60 characters.
   */
  public static String quote(String text) {
    return Quote.quote(text);
  }
}
