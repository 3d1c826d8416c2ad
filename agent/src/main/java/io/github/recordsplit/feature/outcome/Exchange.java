package io.github.recordsplit.feature.outcome;

import io.github.recordsplit.connection.Conversation;
import io.github.recordsplit.observe.inventory.ConnectionKind;

/**
 * What came back on one connection: 24 bytes of heap. Payloads are counted under the record layer's
 * lock; who reads and who closes may be other threads, and take the tally's.
 */
final class Exchange implements Conversation {
  private static final int ANSWERED = Integer.MIN_VALUE;

  /** Null once it is over. */
  private Tally tally;

  private int payloads = 1;

  /** The {@link Clock} when it began; its top bit tells that an answer came. */
  private int clock = Clock.now();

  /** One of a connection that sends its first payload that could be split. */
  Exchange(Tally tally) {
    this.tally = tally;
  }

  @Override
  public boolean goesOn(ConnectionKind kind) {
    Tally now = tally;
    if (now == null || kind == null || isOf(now, kind)) {
      payloads++;
      return true;
    }
    synchronized (now) {
      if (tally == now) {
        tally = null;
        now.left(clock < 0);
      }
    }
    return false;
  }

  /** The inventory may have forgotten a kind since, and made another that is equal. */
  private static boolean isOf(Tally tally, ConnectionKind kind) {
    return tally.kind.equals(kind) || kind.isRest();
  }

  /** The peer has sent some bytes: only the first time is anything done. */
  void answered(int bytes) {
    Tally now = clock < 0 ? null : tally;
    if (now == null) {
      return;
    }
    synchronized (now) {
      if (clock >= 0 && tally == now) {
        now.answered(Clock.since(clock), bytes);
        clock |= ANSWERED;
      }
    }
  }

  /**
   * It is over; only the first time is anything done.
   *
   * @param alert its name, or null
   */
  void ended(Ending how, String alert) {
    Tally now = tally;
    if (now == null) {
      return;
    }
    synchronized (now) {
      if (tally == now) {
        tally = null;
        now.ended(how, alert, clock < 0, payloads, Clock.since(clock));
      }
    }
  }

  @Override
  public void dropped() {
    ended(Ending.APPLICATION, null);
  }

  /** Whose it is while it waits for an answer; else null. */
  Tally waitsFor() {
    return clock < 0 ? null : tally;
  }

  /** How long it waits, in units of the clock. */
  int waited() {
    return Clock.since(clock);
  }
}
