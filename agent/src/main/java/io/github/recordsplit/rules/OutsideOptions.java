package io.github.recordsplit.rules;

import java.util.Locale;

/**
 * Options that stand elsewhere than behind {@code -javaagent}: {@code -Drecordsplit.KEY}, and where
 * there is none, {@code RECORDSPLIT_KEY} in the environment. Read before {@code main}.
 */
final class OutsideOptions {
  static final String[] KEYS = {
    "rules", "mode", "scope", "first", "dry-run", "log", "report", "dump", "on-failure"
  };

  /** Where the mode is among them. */
  static final int MODE = 1;

  /** Nothing stands elsewhere. */
  static final OutsideOptions NONE = new OutsideOptions();

  private static final String PREFIX = "recordsplit.";

  /** Names the application, and is no option. */
  private static final String APP = "app";

  private final String[] values = new String[KEYS.length];
  private final String[] names = new String[KEYS.length];

  /** The name of a property that no option has, or null. */
  private String unknown;

  private OutsideOptions() {}

  /** Looks in this JVM. */
  static OutsideOptions ofThisJvm() {
    OutsideOptions found = new OutsideOptions();
    try {
      found.lookForProperties();
      for (int i = 0; i < KEYS.length; i++) {
        if (found.values[i] == null) {
          String name = variable(KEYS[i]);
          found.variable(i, name, System.getenv(name));
        }
      }
    } catch (SecurityException e) {
      // The policy grants the agent nothing: see the documents.
    }
    return found;
  }

  /** What a test says there is; an application's own, as it would be found. */
  static OutsideOptions of(String[] properties, String[] variables) {
    OutsideOptions given = new OutsideOptions();
    for (int i = 0; i < KEYS.length; i++) {
      if (properties[i] != null) {
        given.property(KEYS[i], properties[i]);
      } else {
        given.variable(i, variable(KEYS[i]), variables[i]);
      }
    }
    return given;
  }

  /**
   * All of them are looked at, so that one that is misspelt does not pass in silence. Those with
   * another dot are other programs'.
   */
  private void lookForProperties() {
    for (String name : System.getProperties().stringPropertyNames()) {
      String key = name.startsWith(PREFIX) ? name.substring(PREFIX.length()) : APP;
      String value = key.equals(APP) || key.indexOf('.') >= 0 ? null : System.getProperty(name);
      if (value != null) {
        property(key, value);
      }
    }
  }

  void property(String key, String value) {
    int which = which(key);
    if (which < 0) {
      unknown = key;
      return;
    }
    values[which] = value;
    names[which] = property(key);
  }

  /** One that is empty is as good as none: who sets variables cannot always take one away. */
  private void variable(int which, String name, String value) {
    if (value != null && !value.isEmpty()) {
      values[which] = value;
      names[which] = name;
    }
  }

  private static String variable(String key) {
    return "RECORDSPLIT_" + key.toUpperCase(Locale.ROOT).replace('-', '_');
  }

  private static int which(String key) {
    int which = KEYS.length - 1;
    while (which >= 0 && !KEYS[which].equals(key)) {
      which--;
    }
    return which;
  }

  /** The value of an option as the operator wrote it, or null. */
  String value(int which) {
    return values[which];
  }

  /** What the operator set, as in {@code -Drecordsplit.mode} or {@code RECORDSPLIT_MODE}. */
  String name(int which) {
    return names[which];
  }

  /** The key of a property that is no option's, or null. */
  String unknown() {
    return unknown;
  }

  /** As an operator writes it on a command line. */
  static String property(String key) {
    return "-D" + PREFIX + key;
  }
}
