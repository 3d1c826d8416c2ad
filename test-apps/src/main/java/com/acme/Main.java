package com.acme;

import io.github.recordsplit.apps.OpenConnections;

/**
 * The application of the documents' examples: a client whose connection, in memory, sends 200 bytes
 * for each line on stdin.
 */
public final class Main {
  private Main() {}

  public static void main(String[] none) throws Exception {
    OpenConnections.main(new String[] {"engine client 1433"});
  }
}
