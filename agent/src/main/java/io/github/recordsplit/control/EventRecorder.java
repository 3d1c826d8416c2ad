package io.github.recordsplit.control;

import io.github.recordsplit.observe.Events;

/** Shows events, and from time to time what an agent has to tell by itself. */
public interface EventRecorder extends Events {
  /** Begins to show what an agent does. */
  void start(AgentControl agent);
}
