package io.github.recordsplit.tools.cli;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toList;

import io.github.recordsplit.observe.json.Json;
import io.github.recordsplit.observe.status.Explanation;
import io.github.recordsplit.rules.Apart;
import io.github.recordsplit.rules.ConfigException;
import io.github.recordsplit.rules.Policy;
import io.github.recordsplit.rules.Rules;
import java.io.File;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code check FILE}: shows the rules as they were understood. */
@Command(
    name = "check",
    description = "parse a rules file, print the rules as understood, or all that is wrong",
    footer = "check /etc/recordsplit.rules")
final class CheckCommand extends Verb.ForPrograms {
  @Parameters(paramLabel = "FILE", description = "the rules file")
  private File file;

  /** Nobody reads more. */
  private static final int MOST = 100;

  @Override
  public Integer call() throws ConfigException {
    String text = Rules.read(file.toString());
    List<ConfigException> wrong = Rules.mistakes(file.toString(), text);
    if (!wrong.isEmpty()) {
      return refuse(wrong);
    }
    Rules rules = Rules.parse(file.toString(), text);
    if (json) {
      print(json(rules));
    } else {
      lines(rules).filter(Objects::nonNull).forEach(this::print);
    }
    return Main.DONE;
  }

  private int refuse(List<ConfigException> wrong) {
    List<String> sentences = wrong.stream().map(Throwable::getMessage).collect(toList());
    sentences.stream().limit(MOST).forEach(main.err::println);
    if (wrong.size() > MOST) {
      main.err.println("recordsplit: " + (wrong.size() - MOST) + " more lines are wrong");
    }
    if (json) {
      print(new Json().list("errors", sentences.stream().map(Json::quoted).collect(toList())));
    }
    return Main.NO;
  }

  private static Stream<Object> lines(Rules rules) {
    Policy policy = Policy.of(rules, "");
    return Stream.of(
            Stream.of("mode " + policy.setting() + by(rules.mode())),
            Stream.of("scope " + policy.scope() + by(rules.scope())),
            Stream.of("first " + policy.first() + by(rules.first())),
            rules.all().stream().map(rule -> rule.place() + ": " + rule),
            Stream.of(Explanation.note(rules.all()), Apart.note(rules.all())))
        .flatMap(each -> each);
  }

  private static String by(Object directive) {
    return directive == null ? " (default)" : "";
  }

  private static String json(Rules rules) {
    String list = rules.all().stream().map(Json::rule).collect(joining(",", "[", "]"));
    Json out = Json.policy(Policy.of(rules, "")).raw("rules", list);
    String note = Explanation.note(rules.all());
    return (note == null ? out : out.text("note", note)).toString();
  }
}
