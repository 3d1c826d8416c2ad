package io.github.recordsplit.rules;

import java.io.IOException;
import java.io.InputStream;

/** The built-in lists of rules. */
public final class Presets {
  static final String[] NAMES = {"http-clients", "known-incompatible"};

  private Presets() {}

  /** What {@code use} takes. */
  public static String[] names() {
    return NAMES.clone();
  }

  /** Returns a list in the syntax of a rules file. */
  public static String text(String name) throws ConfigException {
    try (InputStream in = Presets.class.getResourceAsStream(name + ".txt")) {
      if (in == null) {
        throw new ConfigException(name, "this built-in list is missing in the agent's jar");
      }
      return RulesFile.text(name, RulesFile.bytes(name, in));
    } catch (IOException e) {
      throw new ConfigException(
          name,
          "this built-in list cannot be read: " + Quote.plain(String.valueOf(e.getMessage())));
    }
  }
}
