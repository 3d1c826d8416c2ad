package io.github.recordsplit.tools.cli;

import io.github.recordsplit.rules.Messages;
import io.github.recordsplit.rules.Mode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code mode PID MODE}, as the agent's own option understands it, SendExtraRecord's too. */
@Command(
    name = "mode",
    description = "change the mode of a running JVM, until 'enable'",
    footer = "mode billing.jar all")
final class ModeCommand extends RequestVerb {
  @Parameters(
      index = "1",
      paramLabel = "selective|all|none",
      completionCandidates = Words.Modes.class,
      description = "split what a rule names, everything, or nothing; 0, 1, 2 mean the same")
  private String mode;

  static String request(Mode mode) {
    return "mode\n" + mode;
  }

  @Override
  String request() throws UsageException {
    return request(mode());
  }

  private Mode mode() throws UsageException {
    switch (mode) {
      case "0":
      case "selective":
        return Mode.SELECTIVE;
      case "1":
      case "all":
        return Mode.ALL;
      case "2":
      case "none":
        return Mode.NONE;
      default:
        throw new UsageException(Messages.unknown("mode", mode, Mode.values()));
    }
  }
}
