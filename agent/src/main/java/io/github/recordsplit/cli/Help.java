package io.github.recordsplit.cli;

import java.io.PrintStream;

/** {@code help [VERB]}, with one example a verb. */
final class Help {
  private static final String COMMAND = "java -jar recordsplit-agent.jar ";

  private Help() {}

  /** Shows all verbs, or one if it is not null. */
  static int print(Verb verb, PrintStream out) {
    if (verb != null) {
      print(verb, out, "");
      if (verb.options().length > 0) {
        out.println("  options: " + String.join(" ", verb.options()));
      }
      return Main.DONE;
    }
    out.println("usage: " + COMMAND + "VERB ...");
    for (Verb each : Verb.values()) {
      out.println();
      print(each, out, "  ");
    }
    out.println();
    out.println("PID is a process number, or a main class or jar name that only one JVM has.");
    out.println("Exit status: 0 done, 1 the answer is no, 2 wrong use. --json: for programs.");
    out.println("As an agent: java -javaagent:recordsplit-agent.jar=mode=all -jar app.jar");
    return Main.DONE;
  }

  private static void print(Verb verb, PrintStream out, String indent) {
    out.println(indent + verb.usage());
    out.println(indent + "  " + verb.purpose);
    out.println(indent + "  example: " + COMMAND + verb.example);
  }
}
