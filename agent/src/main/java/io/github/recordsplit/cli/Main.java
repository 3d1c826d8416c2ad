package io.github.recordsplit.cli;

import io.github.recordsplit.rules.ConfigException;
import io.github.recordsplit.rules.Messages;
import java.io.PrintStream;

/**
 * The command line of the agent jar: {@code VERB OPERANDS [--OPTION VALUE ...]}.
 *
 * <p>Exit status: 0 done, 1 the answer is no, 2 wrong use. Errors are one sentence on stderr.
 */
public final class Main {
  static final int DONE = 0;
  static final int NO = 1;
  static final int WRONG_USE = 2;

  private Main() {}

  /** Runs one verb. */
  public static void main(String[] args) {
    System.exit(run(args, System.out, System.err));
  }

  static int run(String[] args, PrintStream out, PrintStream err) {
    try {
      return verb(args, out);
    } catch (UsageException e) {
      err.println("recordsplit: " + e.getMessage());
      return WRONG_USE;
    } catch (NoException e) {
      err.println("recordsplit: " + e.getMessage());
      return NO;
    } catch (ConfigException e) {
      err.println(e.getMessage());
      return NO;
    }
  }

  private static int verb(String[] args, PrintStream out)
      throws UsageException, NoException, ConfigException {
    if (args.length == 0) {
      throw new UsageException("a verb is missing (expected " + verbs() + ')');
    }
    Verb verb = isHelp(args[0]) ? Verb.HELP : Verb.of(args[0]);
    if (verb == null) {
      throw new UsageException(Messages.unknown("verb", args[0], Verb.values()));
    }
    for (String arg : args) {
      if (isHelp(arg)) {
        return Help.print(verb == Verb.HELP ? null : verb, out);
      }
    }
    return run(verb, new Arguments(verb, args), out);
  }

  private static boolean isHelp(String arg) {
    return arg.equals("--help") || arg.equals("-h");
  }

  private static String verbs() {
    return Messages.list(Verb.values());
  }

  private static int run(Verb verb, Arguments arguments, PrintStream out)
      throws UsageException, NoException, ConfigException {
    switch (verb) {
      case CHECK:
        return Check.run(arguments, out);
      case EXPLAIN:
        return Explain.run(arguments, out);
      case ATTACH:
        return Attach.run(arguments, out);
      case PROBE:
        return Probe.run(arguments, out);
      case REPORT:
        return Report.run(arguments, out);
      case PRESETS:
        return PrintPresets.run(arguments, out);
      case HELP:
        return help(arguments.operand(0), out);
      default:
        return Remote.run(verb, arguments, out);
    }
  }

  private static int help(String about, PrintStream out) throws UsageException {
    Verb verb = about == null ? null : Verb.of(about);
    if (about != null && verb == null) {
      throw new UsageException(Messages.unknown("verb", about, Verb.values()));
    }
    return Help.print(verb, out);
  }
}
