package io.github.recordsplit.documents;

import io.github.recordsplit.harness.ChildJvm;
import io.github.recordsplit.harness.Documents;
import io.github.recordsplit.harness.Jdks;
import io.github.recordsplit.harness.Target;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The command lines that the documents and {@code help} show, as they stand there. */
final class CommandLines {
  private static final String PROGRAMS =
      "java|javac|keytool|jfr|jcmd|mvn|sudo|sh|bash|kubectl|docker|podman|systemctl|apt-get|curl|"
          + "openssl|strace|chmod|setx|chrt|perf|tomcat10w\\.exe";
  private static final String VERBS =
      "check|explain|list|status|disable|enable|attach|probe|tap|report|rehearsed|presets|completion|help"
          + "|mode PID";

  /** A program or verb with a word behind it, or what has an option behind its first word. */
  private static final Pattern COMMAND =
      Pattern.compile(
          "(?:" + PROGRAMS + "|" + VERBS + ") \\S.*|[a-z][\\w./]*(?: \\S+)* --?[A-Za-z].*");

  private static final Pattern BLOCK = Pattern.compile("(?m)^ {4}(.*)$");
  private static final Pattern SPAN = Pattern.compile("`([^`\n]+)`");
  private static final Pattern EXAMPLE = Pattern.compile("(?:example|As an agent): (.*)");
  private static final Pattern COMMENT = Pattern.compile(" {2,}# .*");

  private CommandLines() {}

  /** Each with the document that has it. */
  static Map<String, String> all() {
    Map<String, String> all = new LinkedHashMap<>();
    for (String document : Documents.all()) {
      String text = Documents.text(document);
      find(BLOCK, text).forEach(line -> all.putIfAbsent(line, document));
      find(SPAN, text).forEach(line -> all.putIfAbsent(line, document));
    }
    String help = String.join("\n", help());
    find(EXAMPLE, help).forEach(line -> all.putIfAbsent(line, "help"));
    return all;
  }

  /** Whether README has it as a line of a block. */
  static boolean readmeShows(String line) {
    return Documents.text(Documents.FIRST).contains("\n    " + line + "\n");
  }

  private static List<String> help() {
    return ChildJvm.on(Jdks.running()).brief().jar(Target.agentJar(), "help").run().stdout();
  }

  private static Stream<String> find(Pattern pattern, String text) {
    List<String> found = new ArrayList<>();
    Matcher matcher = pattern.matcher(text);
    while (matcher.find()) {
      String line = COMMENT.matcher(matcher.group(1)).replaceFirst("").strip();
      found.add(line.replaceFirst("^\\$ ", "").replace("\\|", "|"));
    }
    return found.stream().filter(CommandLines::isCommand);
  }

  private static boolean isCommand(String line) {
    return line.contains("-javaagent:") || COMMAND.matcher(line).matches();
  }
}
