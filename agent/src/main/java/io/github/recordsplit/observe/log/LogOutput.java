package io.github.recordsplit.observe.log;

import java.util.ArrayDeque;
import java.util.concurrent.ThreadFactory;

/**
 * The lines that are to be written, by a thread of its own: whoever has one to say puts it here and
 * goes on, whether or not anybody reads stderr and whether or not the disk takes the log. What
 * there is no room for is counted.
 */
public final class LogOutput {
  /** For stderr, and for files: neither waits for the other. */
  static final LogOutput STDERR = new LogOutput("recordsplit log");

  static final LogOutput FILES = new LogOutput("recordsplit log file");

  private static volatile ThreadFactory threads = new DaemonThreads();

  /** What is still to be said when the JVM ends. */
  private static final ArrayDeque<Runnable> LAST = new ArrayDeque<>();

  private static final int MOST_LINES = 4096;
  private static final int MOST_LETTERS = 1 << 19;

  /** When the JVM ends: so long without that a line is written, and so long at all. */
  private static final long QUIET_NANOS = 90_000_000;

  private static final long LAST_NANOS = 300_000_000;

  private final ArrayDeque<Line> lines = new ArrayDeque<>();
  private int letters;
  private long leftOut;
  private long untold;
  private long written;
  private boolean writing;
  private Thread writer;

  private final String name;

  private LogOutput(String name) {
    this.name = name;
  }

  /** Where threads come from: of an application's, they would keep that. */
  public static void use(ThreadFactory given) {
    threads = given;
  }

  /** Has something say its lines when the JVM ends by exit or a signal. */
  static void atEnd(Runnable says) {
    synchronized (LAST) {
      LAST.add(says);
    }
  }

  /** Once, however many write: who comes second waits for the lines of the first. */
  private static void sayLast() {
    synchronized (LAST) {
      while (!LAST.isEmpty()) {
        LAST.remove().run();
      }
    }
  }

  /** Makes up for a thread that has ended, which needs an error within an error. */
  public static void revive() {
    STDERR.reviveWriter();
    FILES.reviveWriter();
  }

  private synchronized void reviveWriter() {
    if (writer != null && !writer.isAlive()) {
      startWriter();
    }
  }

  /** How many lines were lost since the start. */
  public static long lost() {
    return STDERR.leftOut() + FILES.leftOut();
  }

  private synchronized long leftOut() {
    return leftOut;
  }

  /** Takes a line, and returns at once. */
  synchronized void add(String text, LogSink sink) {
    if (lines.size() >= MOST_LINES || letters + text.length() > MOST_LETTERS) {
      leftOut++;
      untold++;
      return;
    }
    lines.add(new Line(text, sink));
    letters += text.length();
    start();
    notifyAll();
  }

  private void start() {
    if (writer == null) {
      startWriter();
      try {
        Runtime.getRuntime().addShutdownHook(threads.newThread(new LastWords()));
      } catch (IllegalStateException | SecurityException e) {
        // The JVM ends already: what the thread writes meanwhile is seen.
      }
    }
  }

  private void startWriter() {
    writer = threads.newThread(new Writer());
    writer.setName(name);
    writer.start();
  }

  private synchronized Line take() throws InterruptedException {
    writing = false;
    notifyAll();
    while (lines.isEmpty()) {
      wait();
    }
    writing = true;
    Line line = lines.remove();
    letters -= line.text.length();
    return line;
  }

  private synchronized void lost(long count) {
    leftOut += count;
  }

  private synchronized void progress() {
    written++;
    notifyAll();
  }

  private synchronized long untold() {
    long count = untold;
    untold = 0;
    return count;
  }

  /** Returns whether all lines are written now; waits as long as there is progress. */
  synchronized boolean flush() throws InterruptedException {
    long begin = System.nanoTime();
    long since = begin;
    long seen = written;
    while (writer != null && writer.isAlive() && (writing || !lines.isEmpty())) {
      long now = System.nanoTime();
      since = written == seen ? since : now;
      seen = written;
      if (now - since > QUIET_NANOS || now - begin > LAST_NANOS) {
        return false;
      }
      wait(5);
    }
    return lines.isEmpty();
  }

  private static final class Line {
    final String text;
    final LogSink sink;
    final long millis = System.currentTimeMillis();

    Line(String text, LogSink sink) {
      this.text = text;
      this.sink = sink;
    }
  }

  private final class Writer implements Runnable {
    @Override
    @SuppressWarnings("InfiniteLoopStatement")
    public void run() {
      while (true) {
        try {
          write(take());
        } catch (InterruptedException e) {
          // The application cannot mean us.
        } catch (Throwable t) { // without memory, say
          lost(1);
        }
      }
    }

    private void write(Line line) {
      try {
        long missing = untold();
        if (missing > 0) {
          String text = missing + " lines were left out here, as nobody took them in time";
          line.sink.write(text, line.millis);
        }
        line.sink.write(line.text, line.millis);
      } catch (Throwable t) { // stderr is closed, say
        lost(1);
      } finally {
        progress();
      }
    }
  }

  private final class LastWords implements Runnable {
    @Override
    public void run() {
      try {
        sayLast();
      } finally {
        flushAlone();
      }
    }

    private void flushAlone() {
      try {
        flush();
      } catch (InterruptedException e) {
        // Then without.
      }
    }
  }

  /** Where there is no agent at work, only its words. */
  private static final class DaemonThreads implements ThreadFactory {
    @Override
    public Thread newThread(Runnable task) {
      Thread thread = new Thread(task);
      thread.setDaemon(true);
      thread.setContextClassLoader(null);
      return thread;
    }
  }
}
