package io.github.recordsplit.observe.jmx;

import io.github.recordsplit.feature.rehearse.Finding;
import io.github.recordsplit.feature.rehearse.Outcome;

/** What the rehearsal found out about a class, to JMX clients. */
public final class FindingView {
  private final Finding finding;

  FindingView(Finding finding) {
    this.finding = finding;
  }

  /** The class that reads. */
  public String getReader() {
    return finding.reader();
  }

  /** The class that calls it, or null. */
  public String getCalledBy() {
    return finding.caller();
  }

  /** Payloads of which it was given the first byte alone. */
  public long getPayloads() {
    return finding.payloads();
  }

  /** Those after whose first byte it read on. */
  public long getReadOn() {
    return finding.count(Outcome.READ_ON);
  }

  /** Those after whose first byte it answered, closed, or its thread ended. */
  public long getBroken() {
    return finding.broken();
  }

  /** The verdict and what it rests on, in words. */
  public String getVerdict() {
    return finding.verdict();
  }
}
