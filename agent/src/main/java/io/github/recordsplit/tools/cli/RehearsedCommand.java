package io.github.recordsplit.tools.cli;

import io.github.recordsplit.tools.report.RehearsedReaders;
import io.github.recordsplit.tools.report.ReportFile;
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
    files.forEach(each -> ReportFile.each(each, readers::add, this::failed));
    if (json) {
      print(readers.json());
    } else {
      readers.lines().forEach(this::print);
    }
    return readers.isWell() && !failed ? Main.DONE : Main.NO;
  }

  private void failed(String sentence) {
    failed = true;
    main.err.println("recordsplit: " + sentence);
  }
}
