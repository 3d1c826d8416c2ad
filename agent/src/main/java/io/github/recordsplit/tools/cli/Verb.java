package io.github.recordsplit.tools.cli;

import io.github.recordsplit.rules.ConfigException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** One verb of the command line; its footer is an example. */
@Command(
    synopsisHeading = "usage: ",
    descriptionHeading = "%n",
    parameterListHeading = "%n",
    optionListHeading = "%n",
    sortOptions = false)
abstract class Verb implements Callable<Integer> {
  private static final int LAST = 1000;

  @ParentCommand Main main;

  @Spec CommandSpec spec;

  @Option(
      names = {"-h", "--help"},
      order = LAST,
      usageHelp = true,
      description = "show this")
  boolean help;

  /** Returns the exit status. */
  @Override
  public abstract Integer call() throws UsageException, NoException, ConfigException;

  void print(Object line) {
    main.out.println(line);
  }

  /** A verb whose answer a program may read. */
  abstract static class ForPrograms extends Verb {
    @Option(names = "--json", order = LAST - 1, description = "print JSON, for a program")
    boolean json;
  }

  /** A verb about one JVM. */
  abstract static class OnJvm extends ForPrograms {
    @Parameters(
        index = "0",
        paramLabel = "PID",
        description = "a process number, or a main class or jar name that only one JVM has")
    String pid;
  }
}
