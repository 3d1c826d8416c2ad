package io.github.recordsplit.rules;

import java.util.Locale;

/** Finds the word that somebody probably meant. */
final class Spelling {
  private Spelling() {}

  /** Returns the nearest of the words' texts, or null if none is within two slips of the pen. */
  static String nearest(String word, Object[] words) {
    String nearest = null;
    int least = 3;
    for (Object candidate : words) {
      int slips = slips(word.toLowerCase(Locale.ROOT), candidate.toString());
      if (slips < least && 2 * slips <= candidate.toString().length()) {
        least = slips;
        nearest = candidate.toString();
      }
    }
    return nearest;
  }

  /** Optimal string alignment distance: insertions, deletions, substitutions, transpositions. */
  private static int slips(String a, String b) {
    if (Math.abs(a.length() - b.length()) > 2) {
      return 3;
    }
    int[][] d = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        d[i][j] = i == 0 || j == 0 ? i + j : cheapest(d, a, i, b, j);
      }
    }
    return d[a.length()][b.length()];
  }

  private static int cheapest(int[][] d, String a, int i, String b, int j) {
    int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
    int least = Math.min(d[i - 1][j - 1] + change, 1 + Math.min(d[i - 1][j], d[i][j - 1]));
    return swapped(a, i, b, j) ? Math.min(least, d[i - 2][j - 2] + 1) : least;
  }

  private static boolean swapped(String a, int i, String b, int j) {
    return i > 1
        && j > 1
        && a.charAt(i - 1) == b.charAt(j - 2)
        && a.charAt(i - 2) == b.charAt(j - 1);
  }
}
