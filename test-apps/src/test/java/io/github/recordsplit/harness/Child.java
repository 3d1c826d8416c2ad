package io.github.recordsplit.harness;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A running child process whose output is read as it comes; closing it ends it. */
public final class Child implements AutoCloseable {
  private final List<String> command;
  private final Process process;
  private final long deadline;
  private final Lines stdout;
  private final Lines stderr;

  Child(ProcessBuilder builder, Duration timeout) throws IOException {
    command = builder.command();
    process = builder.start();
    deadline = System.nanoTime() + timeout.toNanos();
    stdout = new Lines(process.getInputStream());
    stderr = new Lines(process.getErrorStream());
  }

  public long pid() {
    return process.pid();
  }

  /** Writes to its stdin. A child that has ended already is judged by its result, not by this. */
  public void type(String text) {
    try {
      OutputStream in = process.getOutputStream();
      in.write(text.getBytes(StandardCharsets.UTF_8));
      in.flush();
    } catch (IOException ended) {
      // Its result tells.
    }
  }

  public void closeInput() {
    try {
      process.getOutputStream().close();
    } catch (IOException ended) {
      // Its result tells.
    }
  }

  /** Waits for a line on stdout or stderr in which the pattern is found. */
  public Matcher awaitLine(String regex) {
    Pattern pattern = Pattern.compile(regex);
    while (System.nanoTime() < deadline) {
      boolean ended = !process.isAlive() && stdout.ended() && stderr.ended();
      for (Lines lines : List.of(stdout, stderr)) {
        Matcher found = lines.find(pattern);
        if (found != null) {
          return found;
        }
      }
      if (ended) {
        break;
      }
      pause();
    }
    throw failure("no line with " + regex);
  }

  /** Waits for its end. */
  public Result await() {
    try {
      if (!process.waitFor(deadline - System.nanoTime(), TimeUnit.NANOSECONDS)) {
        throw failure("still running at its time limit");
      }
      stdout.join();
      stderr.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failure("interrupted");
    }
    return new Result(command, process.exitValue(), stdout.copy(), stderr.copy());
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }

  private AssertionError failure(String what) {
    close();
    return new AssertionError(new Result(command, -1, stdout.copy(), stderr.copy()).describe(what));
  }

  private static void pause() {
    try {
      Thread.sleep(10);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Reads in a thread of its own: a child whose pipe nobody empties stops. */
  private static final class Lines extends Thread {
    private final BufferedReader in;
    private final List<String> lines = new ArrayList<>();

    Lines(InputStream in) {
      this.in = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
      setDaemon(true);
      start();
    }

    @Override
    public void run() {
      try {
        for (String line = in.readLine(); line != null; line = in.readLine()) {
          add(line);
        }
      } catch (IOException e) {
        // The pipe of a process that was ended by force.
      }
    }

    private synchronized void add(String line) {
      lines.add(line);
    }

    synchronized List<String> copy() {
      return List.copyOf(lines);
    }

    boolean ended() {
      return !isAlive();
    }

    Matcher find(Pattern pattern) {
      return copy().stream().map(pattern::matcher).filter(Matcher::find).findFirst().orElse(null);
    }
  }
}
