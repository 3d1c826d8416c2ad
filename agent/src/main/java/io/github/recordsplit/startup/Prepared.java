package io.github.recordsplit.startup;

import io.github.recordsplit.control.AgentControl;
import io.github.recordsplit.control.requests.RequestChannel;
import io.github.recordsplit.rules.Options;

/**
 * What must be made in {@code premain}: threads, and the channel, in which requests can be left
 * before the first TLS class.
 */
final class Prepared {
  private final long made = System.currentTimeMillis();
  private final SpareThreads threads = new SpareThreads();
  private final RequestChannel channel = RequestChannel.open();

  /** Null where nobody asked for one. */
  private final LastReport report;

  Prepared(Options options) {
    report = options.report() == null ? null : new LastReport(options.report());
  }

  AgentTasks tasks(AgentControl agent) {
    if (report != null) {
      report.of(agent);
    }
    return new AgentTasks(agent, threads, channel, made);
  }
}
