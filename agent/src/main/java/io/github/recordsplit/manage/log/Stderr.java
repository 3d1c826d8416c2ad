package io.github.recordsplit.manage.log;

import io.github.recordsplit.rules.Log;
import java.io.File;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.util.HashSet;
import java.util.Set;

/**
 * The agent's lines on stderr. They go to the process's own descriptor and not through {@code
 * System.err}: an application may have replaced that by a stream that ends in the very connection
 * whose lock the agent is called under.
 */
public final class Stderr {
  private static final String PREFIX = "recordsplit: ";
  private static final String OURS = "io.github.recordsplit.";

  /** Kinds of connection and of failure that are told apart; a bound on memory, not on output. */
  private static final int MAX_KINDS = 1000;

  private final Log level;
  private final PrintStream out;
  private final LogFile file;
  private final Set<String> seen = new HashSet<>();

  /** Lines up to a level. */
  public Stderr(Log level) {
    this(level, null);
  }

  /**
   * Lines up to a level.
   *
   * @param file gets every line, and those about connections instead of stderr; or null
   */
  public Stderr(Log level, File file) {
    this.level = level;
    this.out = new PrintStream(new FileOutputStream(FileDescriptor.err), true);
    this.file = file == null ? null : new LogFile(file);
  }

  /** What an operator must know; silent with {@code log=off}. */
  public void notice(String line) {
    if (level != Log.OFF) {
      out.println(PREFIX + line);
      write(line);
    }
  }

  /** One line for each new kind of connection, with {@code log=connections} and above. */
  public void connection(String line) {
    if (logsConnections() && firstTime(line) && !write(line)) {
      out.println(PREFIX + line);
    }
  }

  /** Returns whether there is a file and it took the line; if not, stderr hears why, once. */
  private boolean write(String line) {
    if (file == null) {
      return false;
    }
    try {
      file.write(line);
      return true;
    } catch (IOException | RuntimeException e) {
      if (firstTime("log file")) {
        out.println(PREFIX + "the log goes to stderr, for its file cannot be written: " + e);
      }
      return false;
    }
  }

  /** Whether {@link #connection} would print at all. */
  public boolean logsConnections() {
    return level == Log.CONNECTIONS || level == Log.DEBUG;
  }

  /** A failure of the agent's own: printed once a kind, with its place at {@code log=debug}. */
  public void failure(Throwable t) {
    if (firstTime("failure " + t.getClass())) {
      String place = level == Log.DEBUG ? place(t) : "";
      notice("error: " + t + place + " (printed once; later ones are counted)");
    }
  }

  /** The nearest place of ours and no whole stack, which would tell of the application. */
  private static String place(Throwable t) {
    for (StackTraceElement frame : t.getStackTrace()) {
      if (frame.getClassName().startsWith(OURS)) {
        return " at " + frame;
      }
    }
    return "";
  }

  private synchronized boolean firstTime(String line) {
    return seen.size() < MAX_KINDS && seen.add(line);
  }
}
