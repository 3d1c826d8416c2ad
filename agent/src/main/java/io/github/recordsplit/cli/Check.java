package io.github.recordsplit.cli;

import io.github.recordsplit.observe.json.Json;
import io.github.recordsplit.observe.status.Explanation;
import io.github.recordsplit.rules.Apart;
import io.github.recordsplit.rules.ConfigException;
import io.github.recordsplit.rules.Policy;
import io.github.recordsplit.rules.Rule;
import io.github.recordsplit.rules.Rules;
import java.io.PrintStream;
import java.util.List;

/** {@code check FILE}: shows the rules as they were understood. */
final class Check {
  private Check() {}

  static int run(Arguments arguments, PrintStream out) throws ConfigException {
    Rules rules = Rules.load(arguments.operand(0));
    if (arguments.json()) {
      out.println(json(rules));
    } else {
      print(rules, out);
    }
    return Main.DONE;
  }

  private static void print(Rules rules, PrintStream out) {
    Policy policy = Policy.of(rules, "");
    out.println("mode " + policy.mode() + by(rules.mode()));
    out.println("scope " + policy.scope() + by(rules.scope()));
    out.println("first " + policy.first() + by(rules.first()));
    for (Rule rule : rules.all()) {
      out.println(rule.place() + ": " + rule);
    }
    note(out, Explanation.note(rules.all()));
    note(out, Apart.note(rules.all()));
  }

  private static void note(PrintStream out, String note) {
    if (note != null) {
      out.println(note);
    }
  }

  private static String by(Object directive) {
    return directive == null ? " (default)" : "";
  }

  private static String json(Rules rules) {
    Json out = Json.policy(Policy.of(rules, ""));
    List<Rule> all = rules.all();
    StringBuilder list = new StringBuilder("[");
    for (int i = 0; i < all.size(); i++) {
      list.append(i == 0 ? "" : ",").append(Json.rule(all.get(i)));
    }
    String note = Explanation.note(all);
    out.raw("rules", list.append(']').toString());
    return (note == null ? out : out.text("note", note)).toString();
  }
}
