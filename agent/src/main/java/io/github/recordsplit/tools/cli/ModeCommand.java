package io.github.recordsplit.tools.cli;

import io.github.recordsplit.rules.ConfigException;
import io.github.recordsplit.rules.Keyword;
import io.github.recordsplit.rules.Messages;
import io.github.recordsplit.rules.Mode;
import io.github.recordsplit.rules.ModeSetting;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code mode PID MODE}, as the agent's own option understands it, SendExtraRecord's too. */
@Command(
    name = "mode",
    customSynopsis =
        HelpPages.COMMAND
            + " mode PID...|--all|--file RULES selective|all|none [dry-run] [--for TIME]"
            + " [--undo]",
    description = "change the mode of running JVMs, until 'enable', or of a rules file",
    footer = "mode billing.jar all")
final class ModeCommand extends SwitchVerb {
  private static final String MODES = "selective|all|none";

  @Parameters(
      paramLabel = "PID... " + MODES,
      arity = "0..*",
      completionCandidates = Words.Modes.class,
      description = {
        PIDS + ";",
        "split what a rule names, everything, or nothing; 0, 1, 2 mean the same;",
        "with dry-run behind it: split nothing, and show what would be"
      })
  private List<String> words = new ArrayList<>();

  @Option(
      names = "--for",
      paramLabel = "TIME",
      description = "go back by itself after so long: 30s, 10m, 2h, 1d")
  private String time;

  @Option(
      names = "--undo",
      description = "with --file: put back the mode line that the last change replaced")
  private boolean undo;

  static String request(ModeSetting mode) {
    return "mode\n" + mode;
  }

  @Override
  String request() throws UsageException {
    if (undo) {
      throw new UsageException("--undo is for --file; a JVM goes back with 'enable'");
    }
    String request = request(mode());
    return time == null ? request : request + " --for=" + Duration.seconds(time);
  }

  @Override
  List<String> given() throws UsageException {
    if (undo) {
      return words;
    }
    int behind = mode().dryRun ? 2 : 1;
    return words.subList(0, words.size() - behind);
  }

  @Override
  ModeFile.Change change(ModeFile rules) throws UsageException, NoException, ConfigException {
    if (time != null) {
      throw new UsageException("--for is for running JVMs: a file has no clock");
    }
    return undo ? rules.undo() : rules.set(mode());
  }

  @Override
  String shortUsage() {
    return "mode PID " + MODES;
  }

  private ModeSetting mode() throws UsageException {
    boolean dryRun = ModeSetting.DRY_RUN.equals(word(1));
    String last = word(dryRun ? 2 : 1);
    Mode mode = Keyword.mode(last);
    if (mode != null) {
      return new ModeSetting(mode, dryRun);
    }
    boolean whole = all || isAboutAFile();
    if (last == null && !whole) {
      throw new UsageException("PID is missing (expected " + shortUsage() + ')');
    }
    if (words.size() < (whole ? 1 : 2) || last == null || dryRun) {
      throw new UsageException(MODES + " is missing (expected " + shortUsage() + ')');
    }
    if (words.size() > (whole ? 1 : 2) && Keyword.mode(word(2)) != null) {
      Object[] expected = {ModeSetting.DRY_RUN};
      throw new UsageException(Messages.unknown("word behind the mode", last, expected));
    }
    throw new UsageException(Messages.unknown("mode", last, Mode.values()));
  }

  /** A word by its place from the end, or null. */
  private String word(int fromEnd) {
    return words.size() < fromEnd ? null : words.get(words.size() - fromEnd);
  }
}
