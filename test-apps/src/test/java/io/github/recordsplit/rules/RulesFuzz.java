package io.github.recordsplit.rules;

import java.util.List;

/** Jazzer's target: any bytes as a rules file are refused, or shown as they are understood. */
public final class RulesFuzz {
  private RulesFuzz() {}

  /** Takes a file's content. */
  public static void fuzzerTestOneInput(byte[] content) throws ConfigException {
    Rules rules;
    try {
      rules = Rules.parse("fuzz", RulesFile.text("fuzz", content));
    } catch (ConfigException e) {
      Fuzz.refused(e);
      return;
    }
    List<String> shown = shown(rules);
    List<String> again = shown(Rules.parse("again", String.join("\n", shown)));
    Fuzz.require(shown.equals(again), shown + " is read as " + again);
    Rule unused = rules.forApp("acme.jar").firstMatch(new Fuzz.Named("a.example"));
  }

  private static List<String> shown(Rules rules) {
    return rules.all().stream().map(Rule::toString).toList();
  }
}
