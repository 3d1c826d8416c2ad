package io.github.recordsplit.tools.cli;

import io.github.recordsplit.control.requests.Answer;
import io.github.recordsplit.files.SafeFolder;
import io.github.recordsplit.rules.Messages;
import io.github.recordsplit.tools.report.ReportPage;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code report --out DIR [PID]}: writes a page about a running JVM. */
@Command(
    name = "report",
    description =
        "write a page about a running JVM, with the rules file that it suggests, into --out DIR",
    footer = "report --out /tmp/report billing.jar")
final class ReportCommand extends Verb {
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "the folder for recordsplit-PID.html; it is made if there is none")
  private File folder;

  @Parameters(
      arity = "0..1",
      paramLabel = "PID",
      description = "a process number, main class or jar name; else the one JVM with the agent")
  private String given;

  @Override
  public Integer call() throws UsageException, NoException {
    Target target = new Target(given == null ? JvmFinder.onlyWithAgent() : given);
    Answer answer = new RunningJvm(target).ask(StatusCommand.REQUEST + "\n--json", false);
    String time = ZonedDateTime.now(ZoneOffset.UTC).format(TIME) + " UTC";
    String name = JvmFinder.name(target.process, given);
    String page = ReportPage.of(answer == null ? "{}" : answer.text, name, target.pid, time);
    print(write("recordsplit-" + target.pid + ".html", page));
    return Main.DONE;
  }

  private Path write(String name, String page) throws NoException {
    try {
      Path file =
          new SafeFolder(folder.toPath()).write(name, page.getBytes(StandardCharsets.UTF_8));
      return folder.toPath().resolve(file.getFileName());
    } catch (IOException | InvalidPathException e) {
      throw new NoException(
          "the report cannot be written to "
              + Messages.quote(folder.toString())
              + ": "
              + Messages.plain(reason(e)));
    }
  }

  /** Ours is a sentence; the system's is the name of a file, and the exception's says the rest. */
  private static String reason(Exception e) {
    return e.getClass() == IOException.class ? e.getMessage() : e.toString();
  }
}
