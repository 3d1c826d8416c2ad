package io.github.recordsplit.benchmarks;

import io.github.recordsplit.benchmarks.jmh.Variant;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * What one payload costs, by JMH. The variants of a row are forked in turns, A B C A B C, and
 * compared within each turn, for the machine is not equally busy in all.
 */
final class Payloads {
  static final int ITERATIONS = 4;

  private static final int WARM_UPS = 3;

  private static final String LEFT = "(wanted: at most 1.01)";

  private final Effort effort;
  private final AgentJars agents;
  private final Tls tls;
  private final Report report;

  /** Ratios of all turns of all payloads that the limit is for. */
  private final Map<String, List<Double>> left = new LinkedHashMap<>();

  Payloads(Effort effort, AgentJars agents, Tls tls, Report report) {
    this.effort = effort;
    this.agents = agents;
    this.tls = tls;
    this.report = report;
  }

  void run(List<Matrix.Row> rows) throws IOException, RunnerException {
    for (Matrix.Row row : rows) {
      List<Variant> variants = row.variants();
      Measured[] measured = new Measured[variants.size()];
      int turns = row.promised() ? effort.turns : 1;
      Arrays.setAll(measured, i -> new Measured(turns));
      for (int turn = 0; turn < turns; turn++) {
        for (int i = 0; i < measured.length; i++) {
          measured[i].add(turn, fork(row, variants.get(i)));
        }
      }
      print(row, variants, measured);
    }
    for (Map.Entry<String, List<Double>> pairs : left.entrySet()) {
      double[] all = pairs.getValue().stream().mapToDouble(ratio -> ratio).toArray();
      String name = pairs.getKey() + "all from 100 B: LEAVE / NONE";
      report.figure(Jdk.running(), name, Numbers.median(all), "x", LEFT);
    }
  }

  private RunResult fork(Matrix.Row row, Variant variant) throws RunnerException {
    return fork(row, variant, effort.iterationMillis);
  }

  /** One fork, with more options for its JVM. */
  RunResult fork(Matrix.Row row, Variant variant, int iterationMillis, String... more)
      throws RunnerException {
    TimeValue iteration = TimeValue.milliseconds(iterationMillis);
    // Of many threads some hardly run, which makes a mean of their times meaningless.
    Mode mode = row.threads() == 1 ? Mode.AverageTime : Mode.Throughput;
    return new Runner(
            new OptionsBuilder()
                .mode(mode)
                .timeUnit(TimeUnit.NANOSECONDS)
                .include("^" + row.benchmark().getName() + "\\.")
                .param("library", row.library().name())
                .param("suite", row.suite().name())
                .param("variant", variant.name())
                .param("payload", row.payload() + "")
                .jvmArgs(jvmOptions(variant, more))
                .forks(1)
                .threads(row.threads())
                .warmupIterations(WARM_UPS)
                .warmupTime(iteration)
                .measurementIterations(ITERATIONS)
                .measurementTime(iteration)
                .addProfiler(GCProfiler.class)
                .shouldFailOnError(true)
                .verbosity(VerboseMode.SILENT)
                .build())
        .runSingle();
  }

  private String[] jvmOptions(Variant variant, String... more) {
    List<String> options = new ArrayList<>(tls.options());
    options.addAll(List.of("-XX:+UseSerialGC", "-Xmx512m"));
    if (variant.agentOptions() != null) {
      options.add(agents.ours() + "=log=off," + variant.agentOptions());
    }
    if (variant == Variant.NONE || variant == Variant.LEAVE) {
      options.add(Tls.UNPROTECTED);
    }
    options.addAll(List.of(more));
    return options.toArray(new String[0]);
  }

  private void print(Matrix.Row row, List<Variant> variants, Measured[] measured)
      throws IOException {
    for (int i = 0; i < measured.length; i++) {
      String name = row.name() + ", " + variants.get(i).name().toLowerCase(Locale.ROOT);
      report.figure(Jdk.running(), name, Numbers.median(measured[i].nanos), "ns", "");
      report.figure(Jdk.running(), name + ", garbage", measured[i].bytes(), "B", "");
      if (variants.get(i) == Variant.LEAVE) {
        double more = measured[i].bytes() - measured[0].bytes();
        report.figure(Jdk.running(), name + ", garbage more", more, "B", "(wanted: 0)");
      }
    }
    for (int i = 1; i < measured.length; i++) {
      String name = row.name() + ": " + variants.get(i) + " / " + variants.get(0);
      double ratio = Numbers.medianRatio(measured[i].nanos, measured[0].nanos);
      report.figure(Jdk.running(), name, ratio, "x", wanted(row, variants.get(i)));
      if (row.promised() && row.threads() == 1 && isLeft(row, variants.get(i))) {
        double best = Numbers.least(measured[i].nanos) / Numbers.least(measured[0].nanos);
        report.figure(Jdk.running(), name + ", best forks", best, "x", "");
        List<Double> pairs = left.computeIfAbsent(row.work(), work -> new ArrayList<>());
        for (double pair : Numbers.ratios(measured[i].nanos, measured[0].nanos)) {
          pairs.add(pair);
        }
      }
    }
    int own = variants.indexOf(Variant.OWN);
    int split = variants.indexOf(Variant.SPLIT);
    if (own > 0) {
      double ratio = Numbers.medianRatio(measured[split].nanos, measured[own].nanos);
      report.figure(
          Jdk.running(), row.name() + ": SPLIT / OWN", ratio, "x", "(wanted: at most 1.0)");
      double more = measured[split].bytes() - measured[own].bytes();
      String name = row.name() + ", split, garbage more than own";
      report.figure(Jdk.running(), name, more, "B", row.promised() ? "(wanted: 0)" : "");
    }
  }

  private static String wanted(Matrix.Row row, Variant variant) {
    if (isLeft(row, variant)) {
      return LEFT;
    }
    boolean large = variant == Variant.SPLIT && row.payload() == 16_384;
    return large && row.suite().isVulnerable() ? "(wanted: at most 1.031)" : "";
  }

  /** Whether the limit of {@code leave} is for this payload. */
  private static boolean isLeft(Matrix.Row row, Variant variant) {
    return variant == Variant.LEAVE && row.payload() >= 100;
  }

  /** Of one variant, by turn. */
  private static final class Measured {
    private final double[] nanos;
    private final double[] bytes;

    Measured(int turns) {
      nanos = new double[turns];
      bytes = new double[turns];
    }

    void add(int turn, RunResult result) {
      double score = result.getPrimaryResult().getScore();
      nanos[turn] = result.getParams().getMode() == Mode.Throughput ? 1 / score : score;
      Result<?> garbage = result.getSecondaryResults().get("gc.alloc.rate.norm");
      // Of all threads: the least is of an iteration in which none of them loads a class.
      bytes[turn] = garbage == null ? Double.NaN : garbage.getStatistics().getMin();
    }

    double bytes() {
      return Numbers.median(bytes);
    }
  }
}
