package io.github.recordsplit.cli;

import java.util.Locale;

/** The verbs, as help shows them. */
enum Verb {
  CHECK(
      "FILE",
      "parse a rules file, print the rules as understood",
      "check /etc/recordsplit.rules",
      Arguments.JSON),
  EXPLAIN(
      "FILE",
      "say which rule decides about a connection (exit status 0: it is split)",
      "explain /etc/recordsplit.rules --host db.example:1433 --class com.acme.Pool",
      "--host",
      "--class",
      "--app",
      "--role",
      "--protocol",
      "--cipher",
      Arguments.JSON),
  STATUS("PID", "show what the agent does in a running JVM", "status 4711", Arguments.JSON),
  MODE(
      "PID selective|all|none",
      "change the mode of a running JVM, until 'enable'",
      "mode billing.jar all",
      Arguments.JSON),
  DISABLE(
      "PID",
      "split nothing any more: mode none, until 'enable'",
      "disable com.acme.Main",
      Arguments.JSON),
  ENABLE("PID", "return to what is configured", "enable com.acme.Main", Arguments.JSON),
  ATTACH(
      "PID [OPTIONS]",
      "put the agent into a running JVM",
      "attach 4711 mode=all,log=connections",
      Arguments.JSON),
  PROBE(
      "[HOST:PORT]",
      "say whether a server survives split records, or with --listen PORT whether clients do",
      "probe db.example:5432 --starttls postgres",
      "--http",
      "--send",
      "--starttls",
      "--expect",
      "--tls1",
      "--verify",
      "--two-writes",
      "--times",
      "--timeout",
      "--listen",
      "--in-turn",
      "--keystore",
      Arguments.JSON),
  REPORT(
      "[PID]",
      "write a page about a running JVM, with the rules file that it suggests, into --out DIR",
      "report --out /tmp/report billing.jar",
      "--out"),
  PRESETS("[NAME]", "print the built-in lists of rules, with their sources", "presets"),
  HELP("[VERB]", "show this, or one verb", "help explain");

  final String operands;
  final String purpose;
  final String example;
  private final String options;

  Verb(String operands, String purpose, String example, String... options) {
    this.operands = operands;
    this.purpose = purpose;
    this.example = example;
    this.options = String.join(" ", options);
  }

  /** The names of its options. */
  String[] options() {
    return options.isEmpty() ? new String[0] : options.split(" ", -1);
  }

  /** Returns the verb with this name, or null. */
  static Verb of(String name) {
    for (Verb each : values()) {
      if (each.toString().equals(name)) {
        return each;
      }
    }
    return null;
  }

  /** How many operands there are at least. */
  int required() {
    int words = operands.split(" ", -1).length;
    return operands.endsWith("]") ? words - 1 : words;
  }

  int allowed() {
    return operands.split(" ", -1).length;
  }

  String usage() {
    return this + " " + operands;
  }

  /** The word on the command line. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
