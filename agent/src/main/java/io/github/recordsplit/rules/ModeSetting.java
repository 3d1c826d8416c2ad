package io.github.recordsplit.rules;

/**
 * A mode, and whether it is a dry run: then what it would do is counted and shown, and nothing is
 * done.
 */
public final class ModeSetting {
  /** The word behind a mode. */
  public static final String DRY_RUN = "dry-run";

  private static final String SUFFIX = ' ' + DRY_RUN;

  public final Mode mode;
  public final boolean dryRun;

  /** Makes one. */
  public ModeSetting(Mode mode, boolean dryRun) {
    this.mode = mode;
    this.dryRun = dryRun;
  }

  /** Returns what words stand for, as in {@code all} or {@code all dry-run}; or null. */
  public static ModeSetting of(String words) {
    boolean dry = words != null && words.endsWith(SUFFIX);
    String word = dry ? words.substring(0, words.length() - SUFFIX.length()) : words;
    Mode mode = Keyword.mode(word);
    return mode == null ? null : new ModeSetting(mode, dry);
  }

  /** Returns the words, and behind them those that were there before, if they were others. */
  public String after(ModeSetting was) {
    return this + (equals(was) ? "" : " (was " + was + ")");
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ModeSetting
        && mode == ((ModeSetting) other).mode
        && dryRun == ((ModeSetting) other).dryRun;
  }

  @Override
  public int hashCode() {
    return 2 * mode.hashCode() + (dryRun ? 1 : 0);
  }

  /** Returns the words of a rules file. */
  @Override
  public String toString() {
    return dryRun ? mode + SUFFIX : mode.toString();
  }
}
