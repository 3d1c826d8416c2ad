package io.github.recordsplit.tools.cli;

import io.github.recordsplit.rules.ConfigException;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code enable PID}. */
@Command(
    name = "enable",
    customSynopsis = HelpPages.COMMAND + " enable PID...|--all|--file RULES",
    description = "return to what is configured",
    footer = "enable com.acme.Main")
final class EnableCommand extends SwitchVerb {
  @Parameters(paramLabel = "PID", arity = "0..*", description = PIDS)
  private List<String> pids = new ArrayList<>();

  @Override
  String request() {
    return "enable";
  }

  @Override
  List<String> given() {
    return pids;
  }

  @Override
  ModeFile.Change change(ModeFile rules) throws NoException, ConfigException {
    return rules.enable();
  }
}
