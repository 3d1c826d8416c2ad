package io.github.recordsplit.control.requests;

/** What the agent answers to a request of the command line. */
public final class Answer {
  /** First word of a request and of an answer, with the number of their format. */
  public static final String FORMAT = "recordsplit 1";

  /** The command line's exit status: 0 done, 1 the answer is no, 2 wrong use. */
  public final int status;

  /** What to print: on stdout, or with status 2 on stderr. */
  public final String text;

  /** Makes an answer. */
  public Answer(int status, String text) {
    this.status = status;
    this.text = text;
  }

  /** Returns the answer as it stands in its file. */
  public String write() {
    return FORMAT + ' ' + status + '\n' + text;
  }

  /** Reads what {@link #write} wrote. */
  public static Answer read(String file) {
    int end = file.indexOf('\n');
    return new Answer(file.charAt(end - 1) - '0', file.substring(end + 1));
  }
}
