package io.github.recordsplit.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What agents add to short programs. */
final class StartUp {
  private static final String FOR_HELLO = "(wanted: at most 25)";
  private static final String FOR_TLS = "(wanted: at most 100)";

  private final Effort effort;
  private final AgentJars agents;
  private final Tls tls;
  private final Path folder;
  private final Report report;

  StartUp(Effort effort, AgentJars agents, Tls tls, Path folder, Report report) {
    this.effort = effort;
    this.agents = agents;
    this.tls = tls;
    this.folder = folder;
    this.report = report;
  }

  void run(Jdk jdk) throws IOException, InterruptedException {
    if (!Children.canMeasureCpu()) {
      report.line("  no POSIX shell here to count the CPU of child JVMs: start-up left out");
      return;
    }
    helloWorld(program("hello world", jdk, HelloWorld.class, List.of()), effort.helloRounds);
    firstConnections(
        program("first TLS connections", jdk, FirstConnection.class, tls.options()),
        effort.tlsRounds);
    Program server = inJars("server of 10,000 classes", jdk, LargeServer.class, List.of());
    if (effort.serverRounds > 0) {
      largeServer(server, effort.serverRounds);
      archived(jdk, server);
    }
  }

  /** The JVM archives only classes that come from jars. */
  private void archived(Jdk jdk, Program server) throws IOException, InterruptedException {
    Program hello = inJars("hello world", jdk, HelloWorld.class, List.of());
    helloWorld(hello.archived(folder), Math.max(1, effort.helloRounds / 3));
    Program first = inJars("first TLS connections", jdk, FirstConnection.class, tls.options());
    firstConnections(first.archived(folder), Math.max(1, effort.tlsRounds / 3));
    largeServer(server.archived(folder), effort.serverRounds);
  }

  private void helloWorld(Program program, int rounds) throws IOException, InterruptedException {
    Start none = new Start("no agent", program, "", effort.helloRuns);
    Start empty = new Start("empty agent", program, agents.empty(), effort.helloRuns);
    Start ours = new Start("recordsplit", program, agents.ours(), effort.helloRuns);
    Start rules =
        new Start("recordsplit with 20 rules", program, agents.oursWithRules(), effort.helloRuns);
    List<Start> others = others(program, effort.helloRuns);
    measure(concat(List.of(none, empty, ours, rules), others), rounds);
    ours.compare(report, empty);
    rules.compare(report, empty);
    ours.compareExtra(report, empty, others, FOR_HELLO);
    compareOutput(empty, List.of(ours, rules));
  }

  private void compareOutput(Start empty, List<Start> others)
      throws IOException, InterruptedException {
    String expected = empty.output();
    for (Start other : others) {
      String result = expected.equals(other.output()) ? ": same" : ": DIFFERS";
      report.line("           output of " + other.title() + " / empty" + result);
    }
  }

  private void firstConnections(Program program, int rounds)
      throws IOException, InterruptedException {
    Start empty = new Start("empty agent", program, agents.empty(), effort.tlsRuns);
    Start idle = new Start("idle transformer", program, agents.idle(), effort.tlsRuns);
    Start ours = new Start("recordsplit", program, agents.oursForAll(), effort.tlsRuns);
    compare(empty, idle, ours, others(program, effort.tlsRuns), rounds, FOR_TLS);
  }

  private void largeServer(Program program, int rounds) throws IOException, InterruptedException {
    Start empty = new Start("empty agent", program, agents.empty(), 1);
    Start idle = new Start("idle transformer", program, agents.idle(), 1);
    Start ours = new Start("recordsplit", program, agents.ours(), 1);
    compare(empty, idle, ours, List.of(byteBuddy(program, 1)), rounds, "");
    idle.compare(report, empty);
    ours.compare(report, empty);
  }

  private void compare(
      Start empty, Start idle, Start ours, List<Start> others, int rounds, String wanted)
      throws IOException, InterruptedException {
    measure(concat(List.of(empty, idle, ours), others), rounds);
    idle.printExtra(report, empty, "");
    ours.compareExtra(report, empty, others, wanted);
  }

  private void measure(List<Start> starts, int rounds) throws IOException, InterruptedException {
    Start.inTurns(starts, rounds);
    for (Start start : starts) {
      start.print(report, folder);
    }
  }

  /** What operators run beside it or could; only the first where time is short. */
  private List<Start> others(Program program, int runs) throws IOException {
    List<Start> others = new ArrayList<>(List.of(byteBuddy(program, runs)));
    if (effort != Effort.QUICK) {
      agents
          .others()
          .forEach((name, option) -> others.add(new Start(name, program, option, fewer(runs))));
    }
    return others;
  }

  private Start byteBuddy(Program program, int runs) {
    return new Start("Byte Buddy", program, agents.byteBuddy(), fewer(runs));
  }

  /** They take so much longer that fewer runs tell as much. */
  private static int fewer(int runs) {
    return Math.max(1, runs / 5);
  }

  private static List<Start> concat(List<Start> first, List<Start> then) {
    List<Start> all = new ArrayList<>(first);
    all.addAll(then);
    return all;
  }

  private Program program(String name, Jdk jdk, Class<?> main, List<String> options) {
    return new Program(name, jdk, main, options, agents.programs(), null);
  }

  private Program inJars(String name, Jdk jdk, Class<?> main, List<String> options) {
    return new Program(name, jdk, main, options, agents.programJars(), null);
  }
}
