package io.github.recordsplit.observe.log;

/**
 * Lines of one sort, of which so many may come at once and so many more each minute. Those that are
 * left out are counted, and told: that there are some as soon as there are, and how many when it
 * goes on. Guarded by its owner's lock; the time is given, as nanoseconds that only grow.
 */
final class RateLimit {
  private static final long MINUTE = 60_000_000_000L;

  private final String lines;
  private final int most;
  private final int perMinute;
  private int room;
  private long since;
  private long leftOut;
  private boolean told;

  /**
   * A flow with all its room.
   *
   * @param lines what they are, as in {@code lines about connections}
   */
  RateLimit(String lines, int most, int perMinute) {
    this.lines = lines;
    this.most = most;
    this.perMinute = perMinute;
    this.room = most;
  }

  /** Whether a line may be printed now; if not it is counted. */
  boolean takes(long now) {
    refill(now);
    if (room == 0) {
      leftOut++;
      return false;
    }
    room--;
    return true;
  }

  private void refill(long now) {
    long minutes = room == most ? 0 : (now - since) / MINUTE;
    if (room == most) {
      since = now;
    } else if (minutes > 0) {
      since += minutes * MINUTE;
      room = (int) Math.min(most, room + Math.min(most, minutes) * perMinute);
    }
  }

  /** What is to be told before the next line, or null. */
  String toTell(long now) {
    refill(now);
    if (leftOut == 0 || (told && room == 0)) {
      return null;
    }
    if (!told) {
      told = true;
      return "from here on "
          + lines
          + " are left out, as there are more than "
          + perMinute
          + " a minute";
    }
    String count = leftOut + " " + lines + " were left out";
    leftOut = 0;
    told = false;
    return count;
  }
}
