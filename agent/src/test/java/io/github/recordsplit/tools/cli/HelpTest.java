package io.github.recordsplit.tools.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.Map;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/** What the command line tells of itself, to people and to their shells. */
class HelpTest {
  @Test
  void helpShowsAnExampleOfEachVerb() {
    for (String help : new String[] {"help", "--help", "-h"}) {
      String shown = run(help);
      verbs()
          .forEach(
              (name, verb) -> {
                String example = verb.getCommandSpec().usageMessage().footer()[0];
                assertTrue(shown.contains("example: java -jar recordsplit-agent.jar " + example));
                assertTrue(example.startsWith(name), name);
              });
    }
  }

  @Test
  void helpExplainsEachOptionOfAVerb() {
    String enable =
        """
        usage: java -jar recordsplit-agent.jar enable PID...|--all|--file RULES

        return to what is configured

              [PID...]       process numbers, or what the JVMs are called:
                               -Drecordsplit.app, or a main class or jar that only one
                               has

              --all          all JVMs with the agent that this user may steer: its own,
                               for root all
              --file=RULES   change the mode line of a rules file instead: it lasts,
                               and holds for each JVM that has this file
              --json         print JSON, for a program
          -h, --help         show this

        example: java -jar recordsplit-agent.jar enable com.acme.Main
        """;
    assertEquals(enable, run("help enable"));
    verbs()
        .forEach(
            (name, verb) -> {
              String shown = run("help " + name);
              assertEquals(shown, run(name + " --help"));
              for (ArgSpec each : verb.getCommandSpec().args()) {
                assertTrue(each.description().length > 0, () -> name + " " + each);
                assertTrue(
                    shown.contains(each.isOption() ? option(each) : each.paramLabel()), shown);
              }
            });
  }

  @Test
  void completionKnowsVerbsOptionsAndTheirWords() {
    String script = run("completion bash");
    assertEquals(script, run("completion zsh"));
    verbs().keySet().forEach(verb -> assertTrue(script.contains("_picocli_recordsplit_" + verb)));
    assertTrue(script.contains("\"smtp\" \"imap\" \"pop3\""), script);
    assertTrue(script.contains("--two-writes"), script);
  }

  private static String option(ArgSpec option) {
    return ((OptionSpec) option).longestName();
  }

  private static Map<String, CommandLine> verbs() {
    return Main.line(System.out).getSubcommands();
  }

  private static String run(String command) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PrintStream print = new PrintStream(out, true, UTF_8);
    assertEquals(0, Main.run(command.split(" ", -1), print, print));
    return out.toString(UTF_8).replace(System.lineSeparator(), "\n");
  }
}
