package io.github.recordsplit.cli;

import io.github.recordsplit.rules.Messages;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What follows a verb: operands, and options that each take a value, but for a few. */
final class Arguments {
  static final String JSON = "--json";

  private static final List<String> FLAGS =
      Arrays.asList(JSON, "--tls1", "--verify", "--two-writes", "--in-turn");

  private final Verb verb;
  private final Map<String, String> values = new HashMap<String, String>();
  private final List<String> operands = new ArrayList<String>();

  /** Reads all but the first, which is the verb. */
  Arguments(Verb verb, String[] args) throws UsageException {
    this.verb = verb;
    for (int i = 1; i < args.length; i++) {
      i += take(args, i);
    }
    if (operands.size() < verb.required()) {
      String missing = verb.operands.split(" ", -1)[operands.size()];
      throw new UsageException(missing + " is missing (expected " + verb.usage() + ')');
    }
  }

  /** Returns how many further arguments belong to this one. */
  private int take(String[] args, int i) throws UsageException {
    if (!args[i].startsWith("--")) {
      operand(args[i]);
      return 0;
    }
    if (verb.options().length == 0) {
      throw new UsageException(
          "unexpected " + Messages.quote(args[i]) + " (expected " + verb.usage() + ')');
    }
    if (!isKnown(args[i])) {
      throw new UsageException(Messages.unknown("option", args[i], verb.options()));
    }
    boolean alone = FLAGS.contains(args[i]);
    if (!alone && i + 1 == args.length) {
      throw new UsageException("a value is missing after " + args[i]);
    }
    if (values.put(args[i], alone ? "" : args[i + 1]) != null) {
      throw new UsageException(args[i] + " is given twice");
    }
    return alone ? 0 : 1;
  }

  private void operand(String word) throws UsageException {
    if (operands.size() == verb.allowed()) {
      throw new UsageException(
          "unexpected " + Messages.quote(word) + " (expected " + verb.usage() + ')');
    }
    operands.add(word);
  }

  private boolean isKnown(String option) {
    for (String each : verb.options()) {
      if (each.equals(option)) {
        return true;
      }
    }
    return false;
  }

  /** Returns the operand in this place, or null. */
  String operand(int place) {
    return place < operands.size() ? operands.get(place) : null;
  }

  boolean json() {
    return has(JSON);
  }

  boolean has(String option) {
    return values.containsKey(option);
  }

  /** Returns the value of an option, or null. */
  String value(String option) {
    return values.get(option);
  }
}
