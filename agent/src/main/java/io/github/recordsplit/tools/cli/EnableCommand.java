package io.github.recordsplit.tools.cli;

import picocli.CommandLine.Command;

/** {@code enable PID}. */
@Command(
    name = "enable",
    description = "return to what is configured",
    footer = "enable com.acme.Main")
final class EnableCommand extends RequestVerb {
  @Override
  String request() {
    return "enable";
  }
}
