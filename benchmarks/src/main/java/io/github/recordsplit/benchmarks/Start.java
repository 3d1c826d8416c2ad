package io.github.recordsplit.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** A program with one of the agents, and what its runs took. */
final class Start {
  private static final double MILLIS = 1e3;

  private final String agentName;
  private final Program program;
  private final String agent;
  private final int runs;
  private final List<Children.Spent> rounds = new ArrayList<>();

  /**
   * A program with an agent.
   *
   * @param agent a JVM option, or "" for none
   * @param runs how many make a round
   */
  Start(String agentName, Program program, String agent, int runs) {
    this.agentName = agentName;
    this.program = program;
    this.agent = agent;
    this.runs = runs;
  }

  /** Each of them once a round, for the machine is not equally busy in all. */
  static void inTurns(List<Start> starts, int rounds) throws IOException, InterruptedException {
    for (Start start : starts) {
      start.output(); // reads the files into the page cache, and fails early
    }
    for (int round = 0; round < rounds; round++) {
      for (Start start : starts) {
        start.rounds.add(Children.spend(start.program.command(start.agent), start.runs));
      }
    }
  }

  String title() {
    return program.name() + ", " + agentName;
  }

  /** What it says, but for the times that the JVM puts before lines of its own. */
  String output() throws IOException, InterruptedException {
    return Children.output(program.command(agent)).replaceAll("\\[[\\d.]+s]", "");
  }

  void print(Report report, Path folder) throws IOException, InterruptedException {
    Footprint footprint = Footprint.of(program, agent, folder);
    figure(report, title() + ", CPU", MILLIS * Numbers.median(cpu()), "ms", "");
    figure(report, title() + ", wall", MILLIS * Numbers.median(wall()), "ms", "");
    figure(report, title() + ", resident", footprint.megabytes(), "MB", "");
    figure(report, title() + ", classes", footprint.classes(), "", "");
    if (program.archive() != null) {
      figure(report, title() + ", of them archived", footprint.archived(), "", "");
    }
  }

  /** Prints what this takes against another agent of the same program. */
  void compare(Report report, Start other) throws IOException {
    String name = title().replace(program.name() + ", ", program.name() + ": ") + " / empty";
    figure(report, name, Numbers.medianRatio(cpu(), other.cpu()), "x", "");
    double best = Numbers.least(cpu()) / Numbers.least(other.cpu());
    figure(report, name + ", best rounds", best, "x", "");
    figure(report, name + ", wall", Numbers.medianRatio(wall(), other.wall()), "x", "");
  }

  /** Prints what this and other agents take more than the empty one. */
  void compareExtra(Report report, Start empty, List<Start> others, String wanted)
      throws IOException {
    printExtra(report, empty, wanted);
    double best = MILLIS * (Numbers.least(cpu()) - Numbers.least(empty.cpu()));
    figure(report, "the same, best rounds", best, "ms", wanted);
    for (Start other : others) {
      other.printExtra(report, empty, "");
    }
    for (Start other : others) {
      String name = program.name() + ": what recordsplit adds / what " + other.agentName + " adds";
      double ratio = median(empty) / other.median(empty);
      figure(report, name, ratio, "x", "(wanted: less than 0.5)");
    }
  }

  /** Prints what this takes more than the empty agent. */
  void printExtra(Report report, Start empty, String wanted) throws IOException {
    figure(report, title() + ", CPU more than empty", median(empty), "ms", wanted);
  }

  /** Milliseconds of CPU more than another, in the median round. */
  private double median(Start other) {
    double[] mine = cpu();
    double[] others = other.cpu();
    double[] more = new double[mine.length];
    Arrays.setAll(more, i -> MILLIS * (mine[i] - others[i]));
    return Numbers.median(more);
  }

  private double[] cpu() {
    return each(Children.Spent::cpu);
  }

  private double[] wall() {
    return each(Children.Spent::wall);
  }

  private double[] each(ToDoubleFunction<Children.Spent> what) {
    return rounds.stream().mapToDouble(what).toArray();
  }

  private void figure(Report report, String name, double value, String unit, String wanted)
      throws IOException {
    report.figure(program.jdk(), name, value, unit, wanted);
  }
}
