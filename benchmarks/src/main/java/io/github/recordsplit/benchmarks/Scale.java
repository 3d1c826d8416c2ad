package io.github.recordsplit.benchmarks;

import io.github.recordsplit.benchmarks.jmh.Decide;
import io.github.recordsplit.benchmarks.jmh.HeapChild;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Many rules, many connections. */
final class Scale {
  private static final int MANY = 100_000;

  /** Soft references do not outlive a collection. */
  private static final String NO_CACHES = "-XX:SoftRefLRUPolicyMSPerMB=0";

  /** Else one collection in four is thorough, and the others leave up to 5 % of dead objects. */
  private static final String COMPACT = "-XX:MarkSweepAlwaysCompactCount=1";

  private static final double MB = 1e6;
  private static final double NANOS = 1e9;

  /** Classes on a stack. */
  private static final int DEEP = 400;

  /** New connections a second. */
  private static final int STORM = 10_000;

  private static final String STORM_NAME =
      "decisions of 10,000 new connections a second, 1,000 class rules, depth ";

  private final Effort effort;
  private final AgentJars agents;
  private final Tls tls;
  private final Path folder;
  private final Report report;

  Scale(Effort effort, AgentJars agents, Tls tls, Path folder, Report report) {
    this.effort = effort;
    this.agents = agents;
    this.tls = tls;
    this.folder = folder;
    this.report = report;
  }

  void run() throws IOException, InterruptedException, RunnerException {
    ClassPath.showAgent();
    decisions();
    ClassPath.hideAgent();
    load();
    held(10_000);
    if (effort == Effort.FULL) {
      held(MANY);
    }
    if (effort != Effort.QUICK) {
      churn(effort == Effort.SMOKE ? 12_000 : Integer.getInteger("recordsplit.bench.connections"));
    }
  }

  private void decisions() throws IOException, RunnerException {
    double[] ten = new double[effort.turns];
    double[] thousand = new double[effort.turns];
    double[] many = new double[effort.turns];
    for (int turn = 0; turn < effort.turns; turn++) {
      ten[turn] = decision(10, 0, 20);
      thousand[turn] = decision(1_000, 0, 20);
      many[turn] = decision(MANY, 0, 20);
    }
    figure("decision, 10 host rules", Numbers.median(ten), "ns", "");
    figure("decision, 1,000 host rules", Numbers.median(thousand), "ns", "");
    figure("decision, 100,000 host rules", Numbers.median(many), "ns", "");
    double ratio = Numbers.medianRatio(many, ten);
    figure("decision, 100,000 host rules / 10", ratio, "x", "(wanted: at most 1.2)");
    classRules(20, "");
    classRules(100, "");
    double deep = classRules(DEEP, "(wanted: at most 20)");
    double share = deep * STORM / NANOS * 100;
    figure(STORM_NAME + DEEP, share, "% of a core", "(wanted: at most 2)");
  }

  private double classRules(int depth, String wanted) throws IOException, RunnerException {
    double nanos = decision(0, 1_000, depth);
    figure("decision, 1,000 class rules, depth " + depth, nanos / 1e3, "us", wanted);
    return nanos;
  }

  /** Nanoseconds in one fork. */
  private double decision(int hosts, int classes, int depth) throws RunnerException {
    TimeValue iteration = TimeValue.milliseconds(effort.iterationMillis);
    return new Runner(
            new OptionsBuilder()
                .include("^" + Decide.class.getName() + "\\.")
                .param("hosts", hosts + "")
                .param("classes", classes + "")
                .param("depth", depth + "")
                .forks(1)
                .warmupIterations(4)
                .warmupTime(iteration)
                .measurementIterations(4)
                .measurementTime(iteration)
                .shouldFailOnError(true)
                .verbosity(VerboseMode.SILENT)
                .build())
        .runSingle()
        .getPrimaryResult()
        .getScore();
  }

  private void load() throws IOException, InterruptedException {
    String file = folder.resolve("many.rules").toString();
    long[] said = child(List.of(), "load", MANY + "", file);
    figure("reading 100,000 host rules, cold", said[2] / 1e6, "ms", "(wanted: at most 1,000)");
    figure("their heap", (said[1] - said[0]) / MB, "MB", "(wanted: at most 32)");
  }

  /** What the agent has once, however many connections there are, is shared out among them. */
  private void held(int connections) throws IOException, InterruptedException {
    long[] without = child(List.of(), "hold", connections + "");
    long[] with = child(List.of(agents.oursForAll()), "hold", connections + "");
    double each = (with[0] - without[0]) / (double) connections;
    String wanted = "(wanted: at most 232)";
    figure("heap of an open connection, of " + connections, each, "B", wanted);
  }

  private void churn(int connections) throws IOException, InterruptedException {
    long[] without = child(List.of(), "churn", connections + "");
    long[] with = child(List.of(agents.oursForAll()), "churn", connections + "");
    String name = "heap after " + connections + " connections, more than after 10000";
    figure(name + ", no agent", (without[1] - without[0]) / MB, "MB", "");
    figure(name, (with[1] - with[0]) / MB, "MB", "(wanted: as without)");
  }

  private long[] child(List<String> agent, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(Jdk.running().tool("java")));
    command.addAll(tls.options());
    command.addAll(agent);
    command.addAll(List.of("-XX:+UseSerialGC", "-Xmx3g", NO_CACHES, COMPACT));
    command.addAll(
        List.of("-cp", arguments[0].equals("load") ? ClassPath.all() : ClassPath.withoutAgent()));
    command.add(HeapChild.class.getName());
    command.addAll(List.of(arguments));
    return Children.output(command)
        .lines()
        .filter(line -> !line.startsWith("recordsplit:"))
        .mapToLong(Long::parseLong)
        .toArray();
  }

  private void figure(String name, double value, String unit, String wanted) throws IOException {
    report.figure(Jdk.running(), name, value, unit, wanted);
  }
}
