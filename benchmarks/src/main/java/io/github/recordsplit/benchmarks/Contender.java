package io.github.recordsplit.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** One child JVM that waits for its turn, and the best it has done. */
final class Contender implements AutoCloseable {
  private static final int WARM_UP = 20_000;
  private static final int TRIPS = 1_000;
  private static final int STALLED_TRIPS = 5;
  private static final long STALL_NANOS = 10_000_000;

  private final Process process;
  private final BufferedReader out;
  private final Writer in;
  private final long[] best = {Long.MAX_VALUE, Long.MAX_VALUE};

  Contender(Jdk jdk, List<String> options, String classes, Shape shape) throws IOException {
    List<String> command = new ArrayList<>(List.of(jdk.tool("java")));
    command.addAll(options);
    command.addAll(List.of("-cp", classes, TripChild.class.getName(), shape.name()));
    process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    out = process.inputReader(StandardCharsets.UTF_8);
    in = process.outputWriter(StandardCharsets.UTF_8);
  }

  void warmUp() throws IOException {
    for (boolean nagle : new boolean[] {true, false}) {
      if (measure(nagle, STALLED_TRIPS) < STALL_NANOS) {
        measure(nagle, WARM_UP);
      }
    }
  }

  void round() throws IOException {
    for (boolean nagle : new boolean[] {true, false}) {
      boolean stalls = measure(nagle, STALLED_TRIPS) > STALL_NANOS;
      long nanos = measure(nagle, stalls ? STALLED_TRIPS : TRIPS);
      best[nagle ? 1 : 0] = Math.min(best[nagle ? 1 : 0], nanos);
    }
  }

  /** The best median so far. */
  double bestMicros(boolean nagle) {
    return best[nagle ? 1 : 0] / 1e3;
  }

  private long measure(boolean nagle, int trips) throws IOException {
    in.write((nagle ? "nagle " : "nodelay ") + trips + "\n");
    in.flush();
    String answer = out.readLine();
    if (answer == null) {
      throw new IOException("a round trip JVM has ended: " + process.info().commandLine());
    }
    return Long.parseLong(answer);
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
