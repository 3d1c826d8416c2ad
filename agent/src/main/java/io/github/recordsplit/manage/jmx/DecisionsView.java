package io.github.recordsplit.manage.jmx;

import io.github.recordsplit.manage.status.Summary;
import io.github.recordsplit.rules.Action;

/** Connections by decision, to JMX clients. */
public final class DecisionsView {
  private final Summary summary;

  DecisionsView(Summary summary) {
    this.summary = summary;
  }

  /** Decided {@code split}. */
  public long getSplit() {
    return summary.decided(Action.SPLIT);
  }

  /** Decided {@code never}. */
  public long getNever() {
    return summary.decided(Action.NEVER);
  }

  /** Decided {@code leave}. */
  public long getLeave() {
    return summary.decided(Action.LEAVE);
  }

  /** Those among them whose decision cannot be carried out. */
  public long getCannot() {
    return summary.cannot;
  }
}
