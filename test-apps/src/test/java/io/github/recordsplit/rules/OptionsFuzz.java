package io.github.recordsplit.rules;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Jazzer's target: any argument of the agent is refused, or all of it can be asked for. */
public final class OptionsFuzz {
  private OptionsFuzz() {}

  /** Takes an argument in UTF-8. */
  public static void fuzzerTestOneInput(byte[] argument) {
    String text = new String(argument, UTF_8);
    try {
      Options options = Options.parse(text);
      Fuzz.require(options.rules() == null || text.contains("rules=" + options.rules()), text);
      Fuzz.require(!options.refuses() || text.contains("on-failure=refuse"), text);
      Policy unused = options.policy();
    } catch (ConfigException e) {
      Fuzz.refused(e);
    }
  }
}
