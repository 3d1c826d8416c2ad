package io.github.recordsplit.tools.cli;

import io.github.recordsplit.rules.Messages;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code help [VERB]}: all verbs, or one with all its options. */
@Command(name = "help", description = "show this, or one verb", footer = "help explain")
final class HelpCommand extends Verb {
  @Parameters(
      arity = "0..1",
      paramLabel = "VERB",
      completionCandidates = Words.Verbs.class,
      description = "the one to explain")
  private String verb;

  @Override
  public Integer call() throws UsageException {
    CommandLine all = spec.parent().commandLine();
    CommandLine about = verb == null ? all : all.getSubcommands().get(verb);
    if (about == null) {
      throw new UsageException(
          Messages.unknown("verb", verb, WrongUse.verbs(all.getCommandSpec())));
    }
    about.usage(main.out);
    return Main.DONE;
  }
}
