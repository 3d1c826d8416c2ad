package io.github.recordsplit.observe.jmx;

import io.github.recordsplit.observe.inventory.Done;
import io.github.recordsplit.observe.status.StatusSnapshot;

/** Connections by what was done about them, each in one of these, to JMX clients. */
public final class DecisionsView {
  private final StatusSnapshot summary;

  DecisionsView(StatusSnapshot summary) {
    this.summary = summary;
  }

  /** Split. */
  public long getSplit() {
    return summary.done(Done.SPLIT);
  }

  /** Never split. */
  public long getNever() {
    return summary.done(Done.NEVER);
  }

  /** Left to their TLS library, as was decided or as they are outside the scope. */
  public long getLeave() {
    return summary.done(Done.LEAVE);
  }

  /** Those whose decision cannot be carried out. */
  public long getCannot() {
    return summary.done(Done.CANNOT);
  }

  /** Left alone in a dry run; they would be split. */
  public long getWouldSplit() {
    return summary.done(Done.WOULD_SPLIT);
  }

  /** Left alone in a dry run; they would never be split. */
  public long getWouldNever() {
    return summary.done(Done.WOULD_NEVER);
  }
}
