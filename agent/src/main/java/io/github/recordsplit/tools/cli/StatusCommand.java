package io.github.recordsplit.tools.cli;

import io.github.recordsplit.rules.ConfigException;
import io.github.recordsplit.rules.Messages;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
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

  private static final String UNPROTECTED = "unprotected";
  private static final String SUSPECT = "suspect";

  @Option(
      names = "--fail-on",
      paramLabel = "WHAT",
      description = {
        "exit with status 1 while something is 'unprotected' (or a rules file is wrong; this is what",
        "it does without the option), or while a peer is 'suspect' of breaking on split records"
      })
  private String failOn = UNPROTECTED;

  @Parameters(paramLabel = "PID", arity = "0..*", description = PIDS)
  private List<String> pids = new ArrayList<>();

  @Override
  public Integer call() throws UsageException, NoException, ConfigException {
    if (!failOn.equals(UNPROTECTED) && !failOn.equals(SUSPECT)) {
      throw new UsageException(
          Messages.unknown("--fail-on", failOn, new String[] {UNPROTECTED, SUSPECT}));
    }
    return pids.isEmpty() && !all ? fleet().status(failOn.equals(SUSPECT)) : super.call();
  }

  private Fleet fleet() throws NoException {
    Fleet fleet = Fleet.look();
    fleet.lines(json).forEach(this::print);
    return fleet;
  }

  @Override
  String request() {
    String request = REQUEST + "\n--columns=" + Terminal.columns();
    return failOn.equals(SUSPECT) ? request + "\n--fail-on=suspect" : request;
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
