package io.github.recordsplit.observe.log;

import java.util.HashSet;
import java.util.Set;

/**
 * Which lines about connections are printed. Peers can make any number of them, by a name in a
 * handshake, so they are bounded by rate; memory is, too.
 */
final class ConnectionLines {
  /** Lines of one sort that may come at once. */
  private static final int MOST = 500;

  private static final int PER_MINUTE = 60;

  /** Kinds of unprotected connection whose first line is never left out. */
  private static final int MOST_KINDS = 100;

  /** Of lines like those before, so many are known; a power of two. */
  private static final int REMEMBERED = 2048;

  private final RateLimit ordinary = new RateLimit("lines about connections", MOST, PER_MINUTE);
  private final RateLimit unprotected =
      new RateLimit(
          "lines about connections that are VULNERABLE and not protected", MOST, PER_MINUTE);
  private final Set<String> kinds = new HashSet<>();
  private long[] remembered = new long[REMEMBERED];

  ConnectionLines() {}

  /** Whether a line is printed; if not it may count as one that was left out. */
  synchronized boolean takes(String line) {
    return remember(line) && ordinary.takes(System.nanoTime());
  }

  /**
   * The same for one about a connection that is vulnerable and not protected: the first of those
   * that differ in nothing but the peer is always printed.
   *
   * @param others the line without its peer
   */
  synchronized boolean takesUnprotected(String line, String others) {
    boolean isNew = kinds.size() < MOST_KINDS && kinds.add(others);
    return (remember(line) && unprotected.takes(System.nanoTime())) || isNew;
  }

  /** From now on an unprotected connection is news again. */
  synchronized void policyChanged() {
    kinds.clear();
    remembered = new long[REMEMBERED];
  }

  /** What is to be told of lines that were left out; each may be null. */
  synchronized String[] toTell() {
    long now = System.nanoTime();
    return new String[] {ordinary.toTell(now), unprotected.toTell(now)};
  }

  /** Whether no line like this came lately: connections come and go. */
  private boolean remember(String line) {
    int hash = line.hashCode();
    long mark = (long) hash << 32 | line.length();
    int place = hash & (REMEMBERED - 1);
    boolean isNew = remembered[place] != mark;
    remembered[place] = mark;
    return isNew;
  }
}
