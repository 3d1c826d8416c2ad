package io.github.recordsplit.tools.cli;

import io.github.recordsplit.observe.json.Json;
import io.github.recordsplit.rules.ConfigException;
import java.io.File;
import picocli.CommandLine.Option;

/** A verb that changes the mode: of running JVMs, or in the rules file of a machine. */
abstract class SwitchVerb extends RequestVerb {
  @Option(
      names = "--file",
      paramLabel = "RULES",
      description =
          "change the mode line of a rules file instead: it lasts, and holds for each JVM"
              + " that has this file")
  private File file;

  /** Changes the file. */
  abstract ModeFile.Change change(ModeFile rules)
      throws UsageException, NoException, ConfigException;

  @Override
  public Integer call() throws UsageException, NoException, ConfigException {
    return file == null ? super.call() : ofFile();
  }

  final boolean isAboutAFile() {
    return file != null;
  }

  private Integer ofFile() throws UsageException, NoException, ConfigException {
    if (all || !given().isEmpty()) {
      throw new UsageException("give --file or a PID, not both");
    }
    ModeFile.Change change = change(new ModeFile(file.toPath()));
    Overruled overruled = Overruled.find(file);
    if (json) {
      Json out = new Json().text("file", file).text("mode", change.now).text("was", change.was);
      print(out.text("backup", change.backup).list("overruled", overruled.json()));
    } else {
      print(file + ": " + change);
      overruled.lines().forEach(this::print);
    }
    return Main.DONE;
  }
}
