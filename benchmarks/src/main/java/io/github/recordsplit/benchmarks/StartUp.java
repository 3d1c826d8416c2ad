package io.github.recordsplit.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** CPU of short programs, with and without agents, the variants taking turns. */
final class StartUp {
  private final Effort effort;
  private final AgentJars agents;
  private final Tls tls;
  private final Report report;

  StartUp(Effort effort, AgentJars agents, Tls tls, Report report) {
    this.effort = effort;
    this.agents = agents;
    this.tls = tls;
    this.report = report;
  }

  void helloWorld(Jdk jdk) throws IOException, InterruptedException {
    List<List<String>> commands = new ArrayList<>();
    commands.add(command(jdk, HelloWorld.class, List.of()));
    commands.add(command(jdk, HelloWorld.class, List.of(agents.empty())));
    commands.add(command(jdk, HelloWorld.class, List.of(agents.ours())));
    commands.add(command(jdk, HelloWorld.class, List.of(agents.oursWithRules())));
    double[][] cpu = rounds(commands, effort.startUpRounds, effort.startUpRuns);
    String wanted = "(wanted: at most 1.10)";
    report.figure(jdk, "hello world, no agent: CPU", 1e3 * Numbers.median(cpu[0]), "ms", "");
    report.figure(jdk, "hello world, empty agent: CPU", 1e3 * Numbers.median(cpu[1]), "ms", "");
    report.figure(
        jdk, "hello world, recordsplit / empty", Numbers.medianRatio(cpu[2], cpu[1]), "x", wanted);
    double best = least(cpu[2]) / least(cpu[1]);
    report.figure(jdk, "hello world, recordsplit / empty, best rounds", best, "x", wanted);
    String rules = "hello world, recordsplit with 20 rules / empty";
    report.figure(jdk, rules, Numbers.medianRatio(cpu[3], cpu[1]), "x", "");
    report.figure(jdk, rules + ", best rounds", least(cpu[3]) / least(cpu[1]), "x", "");
    compareOutput(commands);
  }

  private void compareOutput(List<List<String>> commands) throws IOException, InterruptedException {
    String empty = Children.output(commands.get(1));
    for (int ours = 2; ours < commands.size(); ours++) {
      boolean same = empty.equals(Children.output(commands.get(ours)));
      String what = (ours == 2 ? "recordsplit" : "recordsplit with 20 rules") + " / empty";
      report.line("           output of hello world, " + what + (same ? ": same" : ": DIFFERS"));
    }
  }

  void firstConnection(Jdk jdk) throws IOException, InterruptedException {
    List<List<String>> commands = new ArrayList<>();
    for (String agent : List.of(agents.empty(), agents.oursForAll())) {
      List<String> options = new ArrayList<>(tls.options());
      options.add(agent);
      commands.add(command(jdk, FirstConnection.class, options));
    }
    double[][] cpu = rounds(commands, effort.tlsRounds, effort.tlsRuns);
    double[] more = new double[cpu[0].length];
    for (int i = 0; i < more.length; i++) {
      more[i] = 1e3 * (cpu[1][i] - cpu[0][i]);
    }
    report.figure(
        jdk, "first TLS connections, empty agent: CPU", 1e3 * Numbers.median(cpu[0]), "ms", "");
    String wanted = "(wanted: at most 80)";
    report.figure(
        jdk, "first TLS connections, mode=all: CPU more", Numbers.median(more), "ms", wanted);
    double best = 1e3 * (least(cpu[1]) - least(cpu[0]));
    report.figure(jdk, "the same, best rounds", best, "ms", wanted);
  }

  /** Seconds by command and round. */
  private static double[][] rounds(List<List<String>> commands, int rounds, int runs)
      throws IOException, InterruptedException {
    double[][] cpu = new double[commands.size()][rounds];
    for (List<String> command : commands) {
      Children.output(command); // reads the files into the page cache, and fails early
    }
    for (int round = 0; round < rounds; round++) {
      for (int i = 0; i < cpu.length; i++) {
        cpu[i][round] = Children.cpuSeconds(commands.get(i), runs);
      }
    }
    return cpu;
  }

  private List<String> command(Jdk jdk, Class<?> main, List<String> options) {
    List<String> command = new ArrayList<>(List.of(jdk.tool("java")));
    command.addAll(options);
    command.addAll(List.of("-cp", agents.programs(), main.getName()));
    return command;
  }

  /** What a busy machine disturbed least. */
  private static double least(double[] values) {
    return Arrays.stream(values).min().orElseThrow();
  }
}
