package io.github.recordsplit.rules;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Jazzer's target: any argument of the agent is refused, or all of it can be asked for. */
public final class OptionsFuzz {
  private OptionsFuzz() {}

  /** Takes an argument in UTF-8. */
  public static void fuzzerTestOneInput(byte[] argument) {
    String text = new String(argument, UTF_8);
    try {
      OptionsParser parsed = new OptionsParser(text, OutsideOptions.NONE);
      Options options = Options.parse(text);
      Fuzz.require(same(parsed.rules, options.rules()), "rules=" + options.rules());
      Fuzz.require(same(parsed.logFile, options.logFile()), "log=…:" + options.logFile());
      Fuzz.require((parsed.onFailure == OnFailure.REFUSE) == options.refuses(), "on-failure");
      Policy unused = options.policy();
    } catch (ConfigException e) {
      Fuzz.refused(e, Glance.atOptions(text));
    }
  }

  private static boolean same(Object one, Object other) {
    return one == null ? other == null : one.equals(other);
  }
}
