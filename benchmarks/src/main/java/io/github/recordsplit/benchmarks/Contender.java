package io.github.recordsplit.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One child JVM that waits for its turn, and the best it has done. */
final class Contender implements AutoCloseable {
  private static final int WARM_UP = 20_000;
  private static final int TRIPS = 1_000;
  private static final int STALLED_TRIPS = 5;
  private static final long STALL_NANOS = 10_000_000;

  private final Process process;
  private final BufferedReader out;
  private final Writer in;
  private final Map<Trip, Long> best = new HashMap<>();

  /** Starts a {@link TripChild}, a {@link LoadChild} or a server. */
  Contender(List<String> command) throws IOException {
    process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    out = process.inputReader(StandardCharsets.UTF_8);
    in = process.outputWriter(StandardCharsets.UTF_8);
  }

  /**
   * A way to send a request.
   *
   * @param reply bytes that come back
   */
  record Trip(boolean nagle, int reply) {
    String name() {
      String size = reply == Request.LENGTH ? "" : reply / 1024 + " KB reply, ";
      return "round trip, " + size + "Nagle " + (nagle ? "on" : "off");
    }
  }

  void warmUp(List<Trip> trips) throws IOException {
    for (Trip trip : trips) {
      if (measure(trip, STALLED_TRIPS) < STALL_NANOS) {
        measure(trip, WARM_UP);
      }
    }
  }

  void round(List<Trip> trips) throws IOException {
    for (Trip trip : trips) {
      boolean stalls = measure(trip, STALLED_TRIPS) > STALL_NANOS;
      best.merge(trip, measure(trip, stalls ? STALLED_TRIPS : TRIPS), Math::min);
    }
  }

  /** The best median so far, in microseconds. */
  double best(Trip trip) {
    return best.get(trip) / 1e3;
  }

  /** The median of some trips, in nanoseconds. */
  long measure(Trip trip, int trips) throws IOException {
    return Long.parseLong(ask((trip.nagle() ? "nagle " : "nodelay ") + trip.reply() + " " + trips));
  }

  /** What the child answers to a line. */
  String ask(String line) throws IOException {
    in.write(line + "\n");
    in.flush();
    return line();
  }

  /** Nanoseconds of CPU until now. */
  long cpu() {
    return process.info().totalCpuDuration().orElse(Duration.ZERO).toNanos();
  }

  /** The next line that the child says. */
  String line() throws IOException {
    String answer = out.readLine();
    if (answer == null) {
      throw new IOException("a JVM has ended: " + process.info().commandLine());
    }
    return answer;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
