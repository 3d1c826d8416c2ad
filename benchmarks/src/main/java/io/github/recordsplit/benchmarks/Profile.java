package io.github.recordsplit.benchmarks;

import io.github.recordsplit.benchmarks.jmh.EngineWrap;
import io.github.recordsplit.benchmarks.jmh.Library;
import io.github.recordsplit.benchmarks.jmh.SocketWrite;
import io.github.recordsplit.benchmarks.jmh.Suite;
import io.github.recordsplit.benchmarks.jmh.Variant;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordingFile;
import org.openjdk.jmh.runner.RunnerException;

/** Where the time of a payload goes, by the flight recorder's samples of one fork each. */
final class Profile {
  private static final String AGENT = "io.github.recordsplit.";
  private static final String BRIDGE = "java.lang.RecordSplit";
  private static final String BENCHMARKS = AGENT + "benchmarks.";

  /** Milliseconds of an iteration; the recorder takes a sample each 10. */
  private static final int LONG = 3_000;

  private static final int SHORT = 100;

  /** Bytes: the fewest that something is promised for, so that the agent's share is largest. */
  private static final int PAYLOAD = 100;

  private static final int TOP = 4;

  private final Effort effort;
  private final Payloads payloads;
  private final Path folder;
  private final Report report;

  Profile(Effort effort, Payloads payloads, Path folder, Report report) {
    this.effort = effort;
    this.payloads = payloads;
    this.folder = folder;
    this.report = report;
  }

  void run() throws IOException, RunnerException {
    for (Class<?> benchmark : List.of(EngineWrap.class, SocketWrite.class)) {
      for (Variant variant : List.of(Variant.LEAVE, Variant.SPLIT)) {
        run(
            new Matrix.Row(benchmark, Library.SUN_JSSE, Suite.AES_128_CBC, PAYLOAD, 1, true),
            variant);
      }
    }
  }

  private void run(Matrix.Row row, Variant variant) throws IOException, RunnerException {
    Path file = folder.resolve("profile.jfr");
    Files.deleteIfExists(file);
    int iteration = effort == Effort.SMOKE ? SHORT : LONG;
    payloads.fork(
        row,
        variant,
        iteration,
        "-XX:StartFlightRecording=settings=profile,dumponexit=true,filename=" + file,
        "-Xlog:jfr+startup=off");
    List<List<RecordedFrame>> stacks = stacks(file, iteration * Payloads.ITERATIONS);
    String name = row.name() + ", " + variant.name().toLowerCase(Locale.ROOT) + ", samples";
    report.figure(Jdk.running(), name, stacks.size(), "", "");
    share(name + " of which in the agent", stacks, stack -> isOurs(stack.get(0)));
    share(
        name + " of which in the agent and what it calls",
        stacks,
        stack -> stack.stream().anyMatch(Profile::isOurs));
    share(
        name + " of which in ciphers and MACs",
        stacks,
        stack -> stack.stream().anyMatch(frame -> type(frame).startsWith("javax.crypto.")));
    Map<String, Long> methods =
        stacks.stream()
            .map(stack -> stack.get(0))
            .filter(Profile::isOurs)
            .collect(Collectors.groupingBy(Profile::method, Collectors.counting()));
    List<String> most =
        methods.keySet().stream()
            .sorted(Comparator.comparing(methods::get).reversed())
            .limit(TOP)
            .toList();
    for (String method : most) {
      share(name + " of which in " + method, stacks, stack -> method(stack.get(0)).equals(method));
    }
  }

  /** Samples of the last milliseconds, when all is compiled; the innermost frame first. */
  private static List<List<RecordedFrame>> stacks(Path file, int millis) throws IOException {
    List<RecordedEvent> samples = new ArrayList<>();
    Instant end = Instant.EPOCH;
    for (RecordedEvent event : RecordingFile.readAllEvents(file)) {
      if (event.getEventType().getName().equals("jdk.ExecutionSample")
          && event.getStackTrace() != null
          && event.getStackTrace().getFrames().stream().anyMatch(Profile::isBenchmark)) {
        samples.add(event);
        end = event.getStartTime().isAfter(end) ? event.getStartTime() : end;
      }
    }
    Instant begin = end.minusMillis(millis);
    return samples.stream()
        .filter(event -> event.getStartTime().isAfter(begin))
        .map(event -> event.getStackTrace().getFrames())
        .toList();
  }

  private void share(
      String name, List<List<RecordedFrame>> stacks, Predicate<List<RecordedFrame>> which)
      throws IOException {
    long count = stacks.stream().filter(which).count();
    report.figure(Jdk.running(), name, 100.0 * count / stacks.size(), "%", "");
  }

  private static boolean isBenchmark(RecordedFrame frame) {
    return type(frame).startsWith(BENCHMARKS);
  }

  private static boolean isOurs(RecordedFrame frame) {
    String type = type(frame);
    return type.startsWith(BRIDGE) || (type.startsWith(AGENT) && !isBenchmark(frame));
  }

  private static String method(RecordedFrame frame) {
    String type = type(frame);
    return type.substring(type.lastIndexOf('.') + 1) + '.' + frame.getMethod().getName();
  }

  private static String type(RecordedFrame frame) {
    return frame.getMethod().getType().getName();
  }
}
