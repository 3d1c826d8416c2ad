package io.github.recordsplit.tools.cli;

import io.github.recordsplit.rules.ConfigException;
import io.github.recordsplit.rules.Messages;
import io.github.recordsplit.rules.Presets;
import java.util.Arrays;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code presets [NAME]}: the built-in lists as a rules file, with the source of each entry. */
@Command(
    name = "presets",
    description = "print the built-in lists of rules, with their sources",
    footer = "presets")
final class PresetsCommand extends Verb {
  @Parameters(
      arity = "0..1",
      paramLabel = "NAME",
      completionCandidates = Words.Lists.class,
      description = "the one list to print: http-clients or known-incompatible")
  private String only;

  @Override
  public Integer call() throws UsageException, ConfigException {
    if (only != null && !Arrays.asList(Presets.names()).contains(only)) {
      throw new UsageException(Messages.unknown("preset", only, Presets.names()));
    }
    for (String name : Presets.names()) {
      if (only == null || only.equals(name)) {
        print(Presets.text(name));
      }
    }
    return Main.DONE;
  }
}
