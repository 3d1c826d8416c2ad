package io.github.recordsplit.tools.cli;

import io.github.recordsplit.rules.ConfigException;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code status [PID...]}; without one it is {@code list}. */
@Command(
    name = "status",
    customSynopsis = HelpPages.COMMAND + " status [PID...|--all]",
    description = {
      "show what the agent does in running JVMs; without a PID, a line for each",
      "(exit status 1: something vulnerable is unprotected, or a rules file is wrong)"
    },
    footer = "status 4711")
final class StatusCommand extends RequestVerb {
  static final String REQUEST = "status";

  @Parameters(paramLabel = "PID", arity = "0..*", description = PIDS)
  private List<String> pids = new ArrayList<>();

  @Override
  public Integer call() throws UsageException, NoException, ConfigException {
    return pids.isEmpty() && !all ? fleet().status() : super.call();
  }

  private Fleet fleet() throws NoException {
    Fleet fleet = Fleet.look();
    fleet.lines(json).forEach(this::print);
    return fleet;
  }

  @Override
  String request() {
    return REQUEST + "\n--columns=" + Terminal.columns();
  }

  @Override
  List<String> given() {
    return pids;
  }

  @Override
  boolean mayWait() {
    return false;
  }

  @Override
  String told(String name, String text) {
    return "process " + name + '\n' + text + '\n';
  }
}
