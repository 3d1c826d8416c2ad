package io.github.recordsplit.rules;

/** Plain ASCII digits only: {@code Integer.parseInt} takes signs and the digits of every script. */
final class Numbers {
  private Numbers() {}

  /** Returns the value of a run of 1 to 9 digits, or -1 if it is anything else. */
  static int decimal(String text, int start, int end) {
    int value = end > start && end - start < 10 ? 0 : -1;
    for (int i = start; value >= 0 && i < end; i++) {
      int digit = text.charAt(i) - '0';
      value = digit >= 0 && digit <= 9 ? value * 10 + digit : -1;
    }
    return value;
  }

  static int decimal(String text) {
    return decimal(text, 0, text.length());
  }
}
