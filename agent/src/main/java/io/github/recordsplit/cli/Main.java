package io.github.recordsplit.cli;

/** The command line of the agent jar. */
public final class Main {
  private Main() {}

  /** Runs one verb. */
  public static void main(String[] args) {
    System.exit(2);
  }
}
