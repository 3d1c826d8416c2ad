package io.github.recordsplit.tools.cli;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.github.recordsplit.Agent;
import io.github.recordsplit.rules.ConfigException;
import io.github.recordsplit.rules.Messages;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * The command line of the agent jar: {@code VERB OPERANDS [--OPTION VALUE ...]}.
 *
 * <p>Exit status: 0 done, 1 the answer is no, 2 wrong use. Errors are one sentence on stderr.
 */
@Command(
    name = HelpPages.COMMAND,
    customSynopsis = HelpPages.COMMAND + " VERB ...",
    synopsisHeading = "usage: ",
    optionListHeading = "%n",
    commandListHeading = "",
    sortOptions = false,
    footer = {
      "PID is a process number, or a name: that of -Drecordsplit.app, or a main class",
      "or jar name that only one JVM has.",
      "Exit status: 0 done, 1 the answer is no, 2 wrong use. --json: for programs.",
      "As an agent: java -javaagent:recordsplit-agent.jar=mode=all -jar app.jar"
    },
    versionProvider = Main.Version.class)
public final class Main implements Callable<Integer> {
  /** In the order of help. */
  static final Class<?>[] VERBS = {
    CheckCommand.class,
    ExplainCommand.class,
    ListCommand.class,
    StatusCommand.class,
    ModeCommand.class,
    DisableCommand.class,
    EnableCommand.class,
    AttachCommand.class,
    ProbeCommand.class,
    TapCommand.class,
    ReportCommand.class,
    RehearsedCommand.class,
    PresetsCommand.class,
    CompletionCommand.class,
    HelpCommand.class
  };

  static final int DONE = 0;
  static final int NO = 1;
  static final int WRONG_USE = 2;

  final PrintStream out;
  final PrintStream err;

  @Spec private CommandSpec spec;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "show this, or what is known of a verb")
  boolean help;

  @Option(names = "--version", versionHelp = true, description = "show this jar's version")
  boolean version;

  private Main(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  /** Runs one verb. */
  public static void main(String[] args) {
    System.exit(run(args, System.out, System.err));
  }

  static int run(String[] args, PrintStream out, PrintStream err) {
    return line(out, err, args.length == 0 ? VERBS : verbs(args[0]))
        .setParameterExceptionHandler(
            (wrong, given) -> fail(err, "recordsplit: " + WrongUse.sentence(wrong), WRONG_USE))
        .setExecutionExceptionHandler((thrown, line, parsed) -> told(thrown, err))
        .execute(args);
  }

  /**
   * The verb that a word names, or all where it names none or what it says is about them all.
   * Picocli reads the annotations of each: of all of them in 0.2 s of CPU.
   */
  private static Class<?>[] verbs(String word) {
    for (Class<?> verb : VERBS) {
      boolean named = verb.getSimpleName().toLowerCase(Locale.ROOT).equals(word + "command");
      if (named && verb != HelpCommand.class && verb != CompletionCommand.class) {
        return new Class<?>[] {verb};
      }
    }
    return VERBS;
  }

  static CommandLine line(PrintStream out) {
    return line(out, System.err, VERBS);
  }

  /**
   * Verbs, which take words as they are: no files of arguments, no clusters of letters. Help is in
   * ASCII.
   */
  private static CommandLine line(PrintStream out, PrintStream err, Class<?>[] verbs) {
    CommandLine line = new CommandLine(new Main(out, err));
    for (Class<?> verb : verbs) {
      line.addSubcommand(verb);
    }
    line.setOut(new PrintWriter(new OutputStreamWriter(out, US_ASCII), true))
        .setExpandAtFiles(false)
        .setPosixClusteredShortOptionsAllowed(false);
    HelpPages.of(line);
    return line;
  }

  @Override
  public Integer call() throws UsageException {
    String verbs = Messages.list(WrongUse.verbs(spec));
    throw new UsageException("a verb is missing (expected " + verbs + ')');
  }

  private static int told(Exception thrown, PrintStream err) throws Exception {
    if (thrown instanceof UsageException) {
      return fail(err, "recordsplit: " + thrown.getMessage(), WRONG_USE);
    }
    if (thrown instanceof NoException) {
      return fail(err, "recordsplit: " + thrown.getMessage(), NO);
    }
    if (thrown instanceof ConfigException) {
      return fail(err, thrown.getMessage(), NO);
    }
    throw thrown;
  }

  private static int fail(PrintStream err, String sentence, int status) {
    err.println(sentence);
    return status;
  }

  /** What {@code --version} shows. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"recordsplit " + Agent.version()};
    }
  }
}
