package io.github.recordsplit.rules;

import java.io.File;

/** Says at once, and not at the first line, why a file cannot be a log. */
final class LogFiles {
  private LogFiles() {}

  static File checked(Token path) throws ConfigException {
    if (path.text.isEmpty()) {
      throw path.error("a file is missing here (expected log=LEVEL:FILE)");
    }
    File file = new File(path.text);
    File folder = file.getAbsoluteFile().getParentFile();
    if (file.isDirectory()) {
      throw path.error(Quote.quote(path.text) + " is a directory (expected a file)");
    }
    if (folder != null && !folder.isDirectory()) {
      throw path.error("there is no directory " + Quote.quote(folder.getPath()));
    }
    if (file.exists() ? !file.canWrite() : folder != null && !folder.canWrite()) {
      throw path.error("there is no permission to write " + Quote.quote(path.text));
    }
    return file;
  }
}
