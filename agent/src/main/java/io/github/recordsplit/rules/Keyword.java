package io.github.recordsplit.rules;

import java.util.Locale;

/** The words that stand for values in rules files, options, requests, JMX and output. */
public final class Keyword {
  private Keyword() {}

  /** Returns a value's own word: its name in lower case. */
  public static String of(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  /**
   * Returns the mode that a word or a number of {@code SendExtraRecord} stands for, or null where
   * none does; so it is everywhere.
   */
  public static Mode mode(String word) {
    switch (String.valueOf(word)) {
      case "0":
      case "selective":
        return Mode.SELECTIVE;
      case "1":
      case "all":
        return Mode.ALL;
      case "2":
      case "none":
        return Mode.NONE;
      default:
        return null;
    }
  }
}
