package io.github.recordsplit.cli;

import io.github.recordsplit.control.requests.Answer;
import io.github.recordsplit.report.Page;
import io.github.recordsplit.rules.Messages;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;

/** {@code report --out DIR [PID]}: writes a page about a running JVM. */
final class Report {
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

  private Report() {}

  static int run(Arguments arguments, PrintStream out) throws UsageException, NoException {
    String folder = arguments.value("--out");
    if (folder == null) {
      throw new UsageException("--out is missing (expected report --out DIR [PID])");
    }
    String given = arguments.operand(0);
    Target target = new Target(given == null ? Jvms.onlyWithAgent() : given);
    Answer answer = Remote.status(target);
    String time = ZonedDateTime.now(ZoneOffset.UTC).format(TIME) + " UTC";
    String name = Jvms.name(target.proc, given);
    String page = Page.of(answer == null ? "{}" : answer.text, name, target.pid, time);
    out.println(write(folder, "recordsplit-" + target.pid + ".html", page));
    return Main.DONE;
  }

  private static Path write(String folder, String name, String page) throws NoException {
    try {
      Path file = Files.createDirectories(Paths.get(folder)).resolve(name);
      return Files.write(file, page.getBytes(StandardCharsets.UTF_8));
    } catch (IOException | InvalidPathException e) {
      throw new NoException(
          "the report cannot be written to "
              + Messages.quote(folder)
              + ": "
              + Messages.plain(e.toString()));
    }
  }
}
