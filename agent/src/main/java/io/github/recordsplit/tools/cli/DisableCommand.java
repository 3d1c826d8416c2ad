package io.github.recordsplit.tools.cli;

import io.github.recordsplit.rules.Mode;
import picocli.CommandLine.Command;

/** {@code disable PID}. */
@Command(
    name = "disable",
    description = "split nothing any more: mode none, until 'enable'",
    footer = "disable com.acme.Main")
final class DisableCommand extends RequestVerb {
  @Override
  String request() {
    return ModeCommand.request(Mode.NONE);
  }
}
