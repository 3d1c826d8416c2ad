package io.github.recordsplit.tools.cli;

import picocli.CommandLine.Command;

/** {@code list}: the JVMs of this machine. */
@Command(
    name = "list",
    description = "show all JVMs of this user (for root, all), with the agent or without",
    footer = "list")
final class ListCommand extends Verb.ForPrograms {
  @Override
  public Integer call() throws NoException {
    Fleet.look().lines(json).forEach(this::print);
    return Main.DONE;
  }
}
