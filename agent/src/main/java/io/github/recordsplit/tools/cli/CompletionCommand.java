package io.github.recordsplit.tools.cli;

import io.github.recordsplit.rules.Messages;
import java.util.Arrays;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code completion SHELL}: what makes a shell complete verbs, options and their values. */
@Command(
    name = "completion",
    description = "print what makes a shell know the command 'recordsplit' and complete its words",
    footer = "completion bash")
final class CompletionCommand extends Verb {
  private static final String NAME = "recordsplit";

  @Parameters(
      paramLabel = "bash|zsh",
      completionCandidates = Words.Shells.class,
      description = "the shell; to have it in each: source <(java -jar ... completion bash)")
  private String shell;

  /** The script is the same for both: in zsh it turns on what knows bash's. */
  @Override
  public Integer call() throws UsageException {
    if (!Arrays.asList(Words.Shells.ALL).contains(shell)) {
      throw new UsageException(Messages.unknown("shell", shell, Words.Shells.ALL));
    }
    String jar = AgentJar.path().toString().replace("'", "'\\''");
    print(
        "command -v " + NAME + " >/dev/null || " + NAME + "() { java -jar '" + jar + "' \"$@\"; }");
    print(AutoComplete.bash(NAME, spec.parent().commandLine()));
    return Main.DONE;
  }
}
