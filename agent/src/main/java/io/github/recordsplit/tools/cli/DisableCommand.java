package io.github.recordsplit.tools.cli;

import io.github.recordsplit.rules.ConfigException;
import io.github.recordsplit.rules.Mode;
import io.github.recordsplit.rules.ModeSetting;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code disable PID}. */
@Command(
    name = "disable",
    customSynopsis = HelpPages.COMMAND + " disable PID...|--all|--file RULES",
    description = "split nothing any more: mode none, until 'enable'",
    footer = "disable com.acme.Main")
final class DisableCommand extends SwitchVerb {
  private static final ModeSetting NONE = new ModeSetting(Mode.NONE, false);

  @Parameters(paramLabel = "PID", arity = "0..*", description = PIDS)
  private List<String> pids = new ArrayList<>();

  @Override
  String request() {
    return ModeCommand.request(NONE);
  }

  @Override
  List<String> given() {
    return pids;
  }

  @Override
  ModeFile.Change change(ModeFile rules) throws NoException, ConfigException {
    return rules.set(NONE);
  }
}
