package io.github.recordsplit.tools.cli;

import picocli.CommandLine.Command;

/** {@code status PID}. */
@Command(
    name = "status",
    description = "show what the agent does in a running JVM",
    footer = "status 4711")
final class StatusCommand extends RequestVerb {
  static final String REQUEST = "status";

  @Override
  String request() {
    return REQUEST;
  }

  @Override
  boolean mayWait() {
    return false;
  }
}
