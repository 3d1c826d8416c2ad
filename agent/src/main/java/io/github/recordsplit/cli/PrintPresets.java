package io.github.recordsplit.cli;

import io.github.recordsplit.rules.ConfigException;
import io.github.recordsplit.rules.Messages;
import io.github.recordsplit.rules.Presets;
import java.io.PrintStream;
import java.util.Arrays;

/** {@code presets [NAME]}: the built-in lists as a rules file, with the source of each entry. */
final class PrintPresets {
  private PrintPresets() {}

  static int run(Arguments arguments, PrintStream out) throws UsageException, ConfigException {
    String only = arguments.operand(0);
    if (only != null && !Arrays.asList(Presets.names()).contains(only)) {
      throw new UsageException(Messages.unknown("preset", only, Presets.names()));
    }
    for (String name : Presets.names()) {
      if (only == null || only.equals(name)) {
        out.print(Presets.text(name));
        out.println();
      }
    }
    return Main.DONE;
  }
}
