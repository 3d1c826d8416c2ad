package io.github.recordsplit.tools.cli;

import com.grack.nanojson.JsonObject;
import com.grack.nanojson.JsonParser;
import com.grack.nanojson.JsonParserException;
import io.github.recordsplit.control.requests.Answer;
import io.github.recordsplit.files.SafeFolder;
import io.github.recordsplit.rules.Messages;
import io.github.recordsplit.tools.report.ReportFile;
import io.github.recordsplit.tools.report.ReportPage;
import io.github.recordsplit.tools.report.ReportsPage;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code report --out DIR [PID|FILE...]}: writes a page about one JVM, or about many. */
@Command(
    name = "report",
    customSynopsis = HelpPages.COMMAND + " report --out DIR [PID|FILE...] [--rules-out FILE]",
    description =
        "write a page about JVMs, that run or left a file (report=DIR), with the rules file that"
            + " they suggest, into --out DIR",
    footer = "report --out /tmp/report billing.jar")
final class ReportCommand extends Verb {
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");
  private static final String REQUEST = StatusCommand.REQUEST + "\n--json";

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description =
          "the folder for recordsplit-PID.html, of many recordsplit.html; it is made if there is"
              + " none")
  private File folder;

  @Option(
      names = "--rules-out",
      paramLabel = "FILE",
      description = "write the suggested rules into this file, too")
  private File rulesFile;

  @Parameters(
      arity = "0..*",
      paramLabel = "PID|FILE",
      description = {
        "process numbers, main classes or jar names, else the one JVM with the agent;",
        "and files that JVMs left, or folders of such"
      })
  private List<String> given = new ArrayList<>();

  private final List<JsonObject> statuses = new ArrayList<>();
  private final List<String> leftOut = new ArrayList<>();
  private boolean failed;

  @Override
  public Integer call() throws UsageException, NoException {
    List<String> names = new ArrayList<>();
    List<String> files = new ArrayList<>();
    given.forEach(word -> (ReportFile.isMeant(word) ? files : names).add(word));
    List<Jvm> jvms = new ArrayList<>();
    if (!names.isEmpty()) {
      jvms.addAll(JvmFinder.meant(names));
    }
    if (files.isEmpty() && jvms.size() < 2) {
      return one();
    }
    files.forEach(each -> ReportFile.each(each, this::add, this::failed));
    addJvms(jvms);
    return many();
  }

  private int one() throws UsageException, NoException {
    String asked = given.isEmpty() ? null : given.get(0);
    Target target = new Target(asked == null ? JvmFinder.onlyWithAgent() : asked);
    Answer answer = new RunningJvm(target).ask(REQUEST, false);
    String json = answer == null ? "{}" : answer.text;
    String name = JvmFinder.name(target.process, asked);
    String page = ReportPage.of(json, name, target.pid, now());
    print(write(folder.toPath(), "recordsplit-" + target.pid + ".html", page));
    if (rulesFile != null && answer == null) {
      throw new NoException("process " + target.pid + " has used no TLS yet: it suggests no rules");
    }
    if (rulesFile != null) {
      writeRules(ReportPage.rules(json, ReportPage.title(name, target.pid, now())));
    }
    return Main.DONE;
  }

  private static String now() {
    return ZonedDateTime.now(ZoneOffset.UTC).format(TIME) + " UTC";
  }

  /** What a page cannot be made of is refused by any exception. */
  private void add(JsonObject status) {
    new ReportsPage(Collections.singletonList(status), leftOut, now()).html();
    statuses.add(status);
  }

  private void addJvms(List<Jvm> jvms) throws NoException {
    for (Reply reply : Replies.of(jvms, REQUEST, false).all) {
      if (reply.error != null) {
        failed(reply.error);
      } else if (reply.answer == null) {
        leftOut.add("process " + reply.jvm.pid + " has used no TLS yet");
      } else {
        add(reply);
      }
    }
  }

  private void add(Reply reply) {
    try {
      JsonObject status = JsonParser.object().from(reply.answer.text);
      if (!status.isString("app") || status.getString("app").isEmpty()) {
        status.put("app", reply.jvm.app());
      }
      statuses.add(status);
    } catch (JsonParserException e) {
      failed("process " + reply.jvm.pid + " answers in other words");
    }
  }

  private void failed(String sentence) {
    failed = true;
    leftOut.add(sentence);
    main.err.println("recordsplit: " + sentence);
  }

  private int many() throws NoException {
    if (statuses.isEmpty()) {
      throw new NoException("there is nothing to report");
    }
    ReportsPage page = new ReportsPage(statuses, leftOut, now());
    print(write(folder.toPath(), "recordsplit.html", page.html()));
    if (rulesFile != null) {
      writeRules(page.rules());
    }
    return failed ? Main.NO : Main.DONE;
  }

  private void writeRules(String text) throws NoException {
    Path file = rulesFile.toPath();
    Path parent = file.toAbsolutePath().getParent();
    Path unused = write(parent, file.getFileName().toString(), text);
    print(rulesFile);
  }

  private static Path write(Path into, String name, String text) throws NoException {
    try {
      Path file = new SafeFolder(into).write(name, text.getBytes(StandardCharsets.UTF_8));
      return into.resolve(file.getFileName());
    } catch (IOException | InvalidPathException e) {
      throw new NoException(
          "the report cannot be written to "
              + Messages.quote(into.toString())
              + ": "
              + Messages.plain(Messages.reason(e)));
    }
  }
}
