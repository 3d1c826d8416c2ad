package io.github.recordsplit.tools.cli;

import io.github.recordsplit.observe.status.StatusText;
import java.io.Console;

/** Whoever reads this program's output: a person, or another program. */
final class Terminal {
  private Terminal() {}

  /** How wide a line may be; 0 where nothing may be cut, as nobody knows who reads it. */
  static int columns() {
    return isThere() ? width(System.getenv("COLUMNS")) : 0;
  }

  static int width(String columns) {
    return columns != null && columns.matches("[1-9][0-9]{1,4}")
        ? Integer.parseInt(columns)
        : StatusText.COLUMNS;
  }

  /** Since Java 22 there is a console where there is no terminal. */
  @SuppressWarnings("SystemConsoleNull") // it is asked below
  private static boolean isThere() {
    Console console = System.console();
    if (console == null) {
      return false;
    }
    try {
      return (Boolean) Console.class.getMethod("isTerminal").invoke(console);
    } catch (ReflectiveOperationException olderThan22) {
      return true;
    }
  }
}
