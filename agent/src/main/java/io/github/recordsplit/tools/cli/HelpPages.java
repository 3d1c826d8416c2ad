package io.github.recordsplit.tools.cli;

import java.util.HashMap;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.IHelpSectionRenderer;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/** Help has one example a verb, which is never broken into two lines: it is there to be copied. */
final class HelpPages {
  static final String COMMAND = "java -jar recordsplit-agent.jar";

  private HelpPages() {}

  static void of(CommandLine line) {
    Map<String, IHelpSectionRenderer> sections = new HashMap<>(line.getHelpSectionMap());
    sections.put(UsageMessageSpec.SECTION_KEY_COMMAND_LIST, HelpPages::verbs);
    sections.put(UsageMessageSpec.SECTION_KEY_FOOTER, HelpPages::footer);
    line.setHelpSectionMap(sections);
  }

  private static String verbs(Help help) {
    StringBuilder out = new StringBuilder();
    for (CommandLine each : help.commandSpec().subcommands().values()) {
      CommandSpec verb = each.getCommandSpec();
      String purpose = String.join(" ", verb.usageMessage().description());
      out.append(
          String.format("%n  %s%n    %s%n    %s%n", WrongUse.usage(verb), purpose, example(verb)));
    }
    return out.toString();
  }

  private static String footer(Help help) {
    CommandSpec verb = help.commandSpec();
    return verb.parent() == null
        ? String.format("%n%s%n", String.join(System.lineSeparator(), verb.usageMessage().footer()))
        : String.format("%n%s%n", example(verb));
  }

  private static String example(CommandSpec verb) {
    return "example: " + COMMAND + ' ' + verb.usageMessage().footer()[0];
  }
}
