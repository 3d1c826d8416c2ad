package io.github.recordsplit.cli;

import io.github.recordsplit.rules.Messages;
import java.util.HashMap;
import java.util.Map;

/** What follows a verb: one file, and options that each take a value, but for {@code --json}. */
final class Arguments {
  static final String JSON = "--json";

  private final String verb;
  private final String[] known;
  private final Map<String, String> values = new HashMap<String, String>();
  private String file;

  Arguments(String[] args, String... known) throws UsageException {
    this.verb = args[0];
    this.known = known;
    for (int i = 1; i < args.length; i++) {
      i += take(args, i);
    }
    if (file == null) {
      throw new UsageException("the rules file is missing (expected " + verb + " FILE)");
    }
  }

  /** Returns how many further arguments belong to this one. */
  private int take(String[] args, int i) throws UsageException {
    if (!args[i].startsWith("--")) {
      file(args[i]);
      return 0;
    }
    if (!isKnown(args[i])) {
      throw new UsageException(Messages.unknown("option", args[i], known));
    }
    boolean alone = args[i].equals(JSON);
    if (!alone && i + 1 == args.length) {
      throw new UsageException("a value is missing after " + args[i]);
    }
    if (values.put(args[i], alone ? "" : args[i + 1]) != null) {
      throw new UsageException(args[i] + " is given twice");
    }
    return alone ? 0 : 1;
  }

  private void file(String path) throws UsageException {
    if (file != null) {
      throw new UsageException("unexpected " + Messages.quote(path) + " (expected one rules file)");
    }
    file = path;
  }

  private boolean isKnown(String option) {
    for (String each : known) {
      if (each.equals(option)) {
        return true;
      }
    }
    return false;
  }

  String file() {
    return file;
  }

  boolean json() {
    return values.containsKey(JSON);
  }

  /** Returns the value of an option, or null. */
  String value(String option) {
    return values.get(option);
  }
}
