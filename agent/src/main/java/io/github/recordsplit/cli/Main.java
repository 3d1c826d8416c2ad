package io.github.recordsplit.cli;

import io.github.recordsplit.rules.ConfigException;
import io.github.recordsplit.rules.Messages;
import java.io.PrintStream;

/**
 * The command line of the agent jar: {@code VERB FILE [--OPTION VALUE ...]}.
 *
 * <p>Exit status: 0 done, 1 the answer is no, 2 wrong use. Errors are one sentence on stderr.
 */
public final class Main {
  static final int DONE = 0;
  static final int NO = 1;
  static final int WRONG_USE = 2;

  private static final String[] VERBS = {"check", "explain"};

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
    } catch (ConfigException e) {
      err.println(e.getMessage());
      return NO;
    }
  }

  private static int verb(String[] args, PrintStream out) throws UsageException, ConfigException {
    String verb = args.length == 0 ? "" : args[0];
    switch (verb) {
      case "check":
        return Check.run(new Arguments(args, Check.OPTIONS), out);
      case "explain":
        return Explain.run(new Arguments(args, Explain.OPTIONS), out);
      case "":
        throw new UsageException("a verb is missing (expected " + Messages.list(VERBS) + ')');
      default:
        throw new UsageException(Messages.unknown("verb", verb, VERBS));
    }
  }
}
