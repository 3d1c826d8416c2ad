package io.github.recordsplit.cli;

import io.github.recordsplit.observe.status.Explanation;
import io.github.recordsplit.observe.status.HypotheticalConnection;
import io.github.recordsplit.rules.ConfigException;
import io.github.recordsplit.rules.Policy;
import io.github.recordsplit.rules.Rules;
import java.io.PrintStream;

/**
 * {@code explain FILE ...}: which rule decides about a connection, and whether it would be split.
 */
final class Explain {
  private Explain() {}

  static int run(Arguments arguments, PrintStream out) throws UsageException, ConfigException {
    Explanation answer = ask(arguments);
    out.println(arguments.json() ? answer.json() : answer.sentence());
    return answer.split() ? Main.DONE : Main.NO;
  }

  private static Explanation ask(Arguments arguments) throws UsageException, ConfigException {
    String app = arguments.value("--app");
    Policy policy = Policy.of(Rules.load(arguments.operand(0)), app == null ? "" : app);
    try {
      HypotheticalConnection subject =
          new HypotheticalConnection(
              arguments.value("--host"), arguments.value("--class"), arguments.value("--role"));
      return new Explanation(
          policy, subject, arguments.value("--protocol"), arguments.value("--cipher"));
    } catch (IllegalArgumentException e) {
      throw new UsageException(e.getMessage());
    }
  }
}
