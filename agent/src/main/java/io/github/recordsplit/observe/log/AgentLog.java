package io.github.recordsplit.observe.log;

import io.github.recordsplit.Agent;
import io.github.recordsplit.rules.LogLevel;
import java.io.File;
import java.util.HashSet;
import java.util.Set;

/**
 * The agent's lines for people, on stderr and in a file. Nobody waits for them to be written: see
 * {@link LogOutput}.
 */
public final class AgentLog {
  private static final String OURS = "io.github.recordsplit.";

  /** Kinds of failure whose first line is never left out. */
  private static final int MOST_KINDS = 100;

  private final LogLevel level;
  private final FileOrStderr file;
  private final ConnectionLines connections;
  private final Set<String> kindsOfFailure = new HashSet<>();

  /** Null as long as there are few kinds. */
  private RateLimit furtherFailures;

  /** Lines up to a level. */
  public AgentLog(LogLevel level) {
    this(level, null);
  }

  /**
   * Lines up to a level.
   *
   * @param file gets every line, and those about connections instead of stderr; or null
   */
  public AgentLog(LogLevel level, File file) {
    this.level = level;
    this.file = file == null ? null : new FileOrStderr(new LogFile(file));
    this.connections = logsConnections() ? new ConnectionLines() : null;
  }

  /** What the first line says of the agent itself: its version, at {@code log=debug}. */
  public String self() {
    return level == LogLevel.DEBUG ? "version " + Agent.version() + ", " : "";
  }

  /** What an operator must know; silent with {@code log=off}. */
  public void notice(String line) {
    if (level != LogLevel.OFF) {
      LogOutput.STDERR.add(line, Stderr.INSTANCE);
      if (file != null) {
        LogOutput.FILES.add(line, file.notices);
      }
    }
  }

  /** Has something say its lines when the JVM ends, if anybody is to hear them. */
  public void atEnd(Runnable says) {
    if (level != LogLevel.OFF) {
      LogOutput.atEnd(says);
    }
  }

  /** What must be seen before the JVM is ended; waits for it some hundredths of a second. */
  public boolean flush() {
    try {
      boolean file = LogOutput.FILES.flush();
      return LogOutput.STDERR.flush() && file;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /**
   * One line for each new kind of connection, with {@code log=connections} and above. Many at once
   * are not all printed.
   */
  public void connection(String line) {
    if (logsConnections()) {
      tell(connections.takes(line) ? line : null);
    }
  }

  /**
   * The same for a kind that is vulnerable and not protected.
   *
   * @param others the line without its peer
   */
  public void unprotected(String line, String others) {
    if (logsConnections()) {
      tell(connections.takesUnprotected(line, others) ? line : null);
    }
  }

  private void tell(String line) {
    for (String leftOut : connections.toTell()) {
      print(leftOut);
    }
    print(line);
  }

  /** The rules or the mode changed: what is unprotected now must be told, even if it was before. */
  public void policyChanged() {
    if (logsConnections()) {
      connections.policyChanged();
    }
  }

  /** Tells of lines that were left out; called four times a second by the agent's thread. */
  public void look() {
    if (logsConnections()) {
      tell(null);
    }
    String failures = failuresLeftOut();
    if (failures != null) {
      notice(failures);
    }
  }

  private synchronized String failuresLeftOut() {
    return furtherFailures == null ? null : furtherFailures.toTell(System.nanoTime());
  }

  private void print(String line) {
    if (line != null && file != null) {
      LogOutput.FILES.add(line, file.connections);
    } else if (line != null) {
      LogOutput.STDERR.add(line, Stderr.INSTANCE);
    }
  }

  /** Whether {@link #connection} would print at all. */
  public boolean logsConnections() {
    return level == LogLevel.CONNECTIONS || level == LogLevel.DEBUG;
  }

  /** A failure of the agent's own: printed once a kind, with its place at {@code log=debug}. */
  public void failure(Throwable t) {
    if (isTold(t.getClass().getName())) {
      String place = level == LogLevel.DEBUG ? place(t) : "";
      notice(
          "error: " + FailureCounter.text(t) + place + " (printed once; later ones are counted)");
    }
  }

  private synchronized boolean isTold(String kind) {
    if (kindsOfFailure.size() < MOST_KINDS || kindsOfFailure.contains(kind)) {
      return kindsOfFailure.add(kind);
    }
    if (furtherFailures == null) {
      furtherFailures = new RateLimit("lines about further kinds of error", 10, 6);
    }
    return furtherFailures.takes(System.nanoTime());
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
}
