package io.github.recordsplit.startup;

import io.github.recordsplit.control.AgentControl;
import io.github.recordsplit.control.requests.RequestChannel;

/**
 * What must be made in {@code premain}: threads, and the channel, in which requests can be left
 * before the first TLS class.
 */
final class Prepared {
  private final long made = System.currentTimeMillis();
  private final SpareThreads threads = new SpareThreads();
  private final RequestChannel channel = RequestChannel.open();

  AgentTasks tasks(AgentControl agent) {
    return new AgentTasks(agent, threads, channel, made);
  }
}
