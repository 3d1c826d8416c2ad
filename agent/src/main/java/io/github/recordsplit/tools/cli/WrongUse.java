package io.github.recordsplit.tools.cli;

import static java.util.stream.Collectors.joining;

import io.github.recordsplit.rules.Messages;
import java.util.stream.Stream;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says what is wrong with a command line, in the words of the rules language. */
final class WrongUse {
  private WrongUse() {}

  static String sentence(ParameterException wrong) {
    CommandSpec verb = wrong.getCommandLine().getCommandSpec();
    if (wrong instanceof UnmatchedArgumentException) {
      return unknown(verb, ((UnmatchedArgumentException) wrong).getUnmatched().get(0));
    }
    if (wrong instanceof MissingParameterException) {
      return missing(verb, (MissingParameterException) wrong);
    }
    if (wrong instanceof OverwrittenOptionException) {
      return name(((OverwrittenOptionException) wrong).getOverwritten()) + " is given twice";
    }
    return Messages.plain(wrong.getMessage());
  }

  private static String unknown(CommandSpec verb, String word) {
    if (verb.parent() == null) {
      return Messages.unknown("verb", word, verbs(verb));
    }
    Object[] options =
        verb.options().stream().filter(o -> !o.usageHelp()).map(WrongUse::name).toArray();
    return word.startsWith("-") && options.length > 0
        ? Messages.unknown("option", word, options)
        : "unexpected " + Messages.quote(word) + expected(verb);
  }

  private static String missing(CommandSpec verb, MissingParameterException wrong) {
    ParseResult parsed = verb.commandLine().getParseResult();
    if (!parsed.unmatched().isEmpty()) {
      return unknown(verb, parsed.unmatched().get(0));
    }
    ArgSpec first = wrong.getMissing().get(0);
    String name = name(first);
    boolean stands = parsed.originalArgs().stream().anyMatch(arg -> arg.startsWith(name));
    return first.isOption() && stands
        ? "a value is missing after " + name
        : name + " is missing" + expected(verb);
  }

  private static String expected(CommandSpec verb) {
    return " (expected " + usage(verb) + ')';
  }

  /** The verb with all that it needs, and the operands that it may have. */
  static String usage(CommandSpec verb) {
    String[] own = verb.usageMessage().customSynopsis();
    if (own.length > 0) {
      return own[0].substring(HelpPages.COMMAND.length() + 1);
    }
    Stream<String> options =
        verb.options().stream().filter(ArgSpec::required).map(o -> name(o) + ' ' + o.paramLabel());
    Stream<String> operands =
        verb.positionalParameters().stream()
            .map(p -> p.required() ? p.paramLabel() : '[' + p.paramLabel() + ']');
    return Stream.of(Stream.of(verb.name()), options, operands)
        .flatMap(each -> each)
        .collect(joining(" "));
  }

  private static String name(ArgSpec argument) {
    return argument.isOption() ? ((OptionSpec) argument).longestName() : argument.paramLabel();
  }

  /** The words for the verbs, in the order of help. */
  static Object[] verbs(CommandSpec root) {
    return root.subcommands().keySet().toArray();
  }
}
