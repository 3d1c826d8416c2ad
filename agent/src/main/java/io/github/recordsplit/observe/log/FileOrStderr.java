package io.github.recordsplit.observe.log;

import io.github.recordsplit.rules.Messages;
import java.io.IOException;

/** A log file; when it cannot be written stderr hears why, once, and then what it lacks. */
final class FileOrStderr {
  /** For what stderr has already. */
  final LogSink notices = new Sink(false);

  /** For what only the file has. */
  final LogSink connections = new Sink(true);

  private final LogFile file;
  private boolean failed;

  FileOrStderr(LogFile file) {
    this.file = file;
  }

  private final class Sink implements LogSink {
    private final boolean orStderr;

    Sink(boolean orStderr) {
      this.orStderr = orStderr;
    }

    @Override
    public void write(String line, long millis) {
      try {
        file.write(line, millis);
      } catch (IOException | RuntimeException e) {
        instead(line, e);
      }
    }

    private void instead(String line, Exception e) {
      if (!failed) {
        failed = true;
        String why = Messages.reason(e);
        say("the log goes to stderr, for its file cannot be written: " + why);
      }
      if (orStderr) {
        say(line);
      }
    }

    private void say(String line) {
      LogOutput.STDERR.add(line, Stderr.INSTANCE);
    }
  }
}
