package io.github.recordsplit.tools.cli;

import io.github.recordsplit.rules.Messages;
import io.github.recordsplit.tools.report.RehearsedReaders;
import io.github.recordsplit.tools.report.ReportFile;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code rehearsed FILE...}: what the rehearsals of test JVMs came to, for a build to fail on. */
@Command(
    name = "rehearsed",
    description =
        "say what rehearsals in JVMs that ended came to (report=DIR); 1 if a reader broke or"
            + " nothing was rehearsed",
    footer = "rehearsed target/recordsplit")
final class RehearsedCommand extends Verb.ForPrograms {
  @Parameters(
      arity = "1..*",
      paramLabel = "FILE",
      description = "files that JVMs left, or folders of such")
  private List<String> files = new ArrayList<>();

  private final RehearsedReaders readers = new RehearsedReaders();
  private boolean failed;

  @Override
  public Integer call() {
    files.forEach(this::addAll);
    if (json) {
      print(readers.json());
    } else {
      readers.lines().forEach(this::print);
    }
    return readers.isWell() && !failed ? Main.DONE : Main.NO;
  }

  private void addAll(String given) {
    try {
      ReportFile.in(Paths.get(given)).forEach(this::add);
    } catch (IOException | InvalidPathException e) {
      failed(e);
    }
  }

  private void add(Path file) {
    try {
      readers.add(ReportFile.read(file));
    } catch (IOException e) {
      failed(e);
    } catch (RuntimeException e) { // what is no list where one is due, say
      failed(new IOException(file + " is no report of recordsplit"));
    }
  }

  private void failed(Exception e) {
    failed = true;
    String why = e.getClass() == IOException.class ? e.getMessage() : e.toString();
    main.err.println("recordsplit: " + Messages.plain(why));
  }
}
