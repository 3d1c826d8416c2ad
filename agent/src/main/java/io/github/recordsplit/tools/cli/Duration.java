package io.github.recordsplit.tools.cli;

import io.github.recordsplit.rules.Messages;
import java.util.concurrent.TimeUnit;

/** A time as operators write it: 30s, 10m, 2h, 1d. */
final class Duration {
  private static final long MOST_DAYS = 365;

  private Duration() {}

  static long seconds(String text) throws UsageException {
    if (!text.matches("[0-9]{1,9}[smhd]")) {
      throw new UsageException(
          Messages.quote(text) + " is not a time (expected a number with s, m, h or d, as in 10m)");
    }
    long number = Long.parseLong(text.substring(0, text.length() - 1));
    long seconds = unit(text.charAt(text.length() - 1)).toSeconds(number);
    if (seconds == 0 || seconds > TimeUnit.DAYS.toSeconds(MOST_DAYS)) {
      throw new UsageException(Messages.quote(text) + " is not between 1s and 365d");
    }
    return seconds;
  }

  private static TimeUnit unit(char letter) {
    switch (letter) {
      case 's':
        return TimeUnit.SECONDS;
      case 'm':
        return TimeUnit.MINUTES;
      case 'h':
        return TimeUnit.HOURS;
      default:
        return TimeUnit.DAYS;
    }
  }
}
