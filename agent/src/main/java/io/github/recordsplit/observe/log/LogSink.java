package io.github.recordsplit.observe.log;

import java.io.IOException;

/** Where lines go. Only the log's own thread writes, which may wait as long as it likes. */
interface LogSink {
  /**
   * Writes a line.
   *
   * @param millis when it was said
   */
  void write(String line, long millis) throws IOException;
}
