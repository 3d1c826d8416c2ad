package io.github.recordsplit.tools.probe;

import io.github.recordsplit.rules.Messages;
import java.util.concurrent.TimeUnit;

/** How one request on a connection of its own ended. */
final class Attempt {
  /** The ways to end. */
  enum End {
    ANSWERED,
    CLOSED,
    HUNG
  }

  final End end;
  final byte[] answer;
  final long nanos;

  /**
   * Takes what came of it.
   *
   * @param nanos from the request's write to the last byte of the answer, or to the end
   */
  Attempt(End end, byte[] answer, long nanos) {
    this.end = end;
    this.answer = answer;
    this.nanos = nanos;
  }

  /** What of its answer is shown. */
  String firstLine() {
    return Messages.quote(Dialogue.text(answer).split("\r?\n", 2)[0]);
  }

  double milliseconds() {
    return nanos / (double) TimeUnit.MILLISECONDS.toNanos(1);
  }
}
