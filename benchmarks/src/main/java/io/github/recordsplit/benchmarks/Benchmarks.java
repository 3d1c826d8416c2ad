package io.github.recordsplit.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.openjdk.jmh.runner.RunnerException;

/**
 * {@code mvn -q -B -Pbench verify}, or {@code -Pbench-quick} for a first look: what the agent costs
 * on the JDK that runs Maven, and on 17 and 25 where they are found.
 *
 * <p>Arguments: {@code smoke}, {@code quick} or {@code full}, the agent's jar, the folder of these
 * classes, a folder to work in.
 */
public final class Benchmarks {
  private Benchmarks() {}

  public static void main(String[] args) throws IOException, InterruptedException, RunnerException {
    ClassPath.hideAgent();
    Effort effort = Effort.valueOf(args[0].toUpperCase(Locale.ROOT));
    Path jar = Path.of(args[1]).toAbsolutePath().normalize();
    Path folder = Path.of(args[3]).toAbsolutePath();
    Files.createDirectories(folder);
    AgentJars agents = new AgentJars(folder, jar);
    agents.prepare();
    Tls tls = new Tls(folder);
    tls.prepare(Jdk.running());
    Report report = new Report(folder.getParent(), effort);
    report.line("mvn -q -B -Pbench" + (effort == Effort.QUICK ? "-quick" : "") + " verify");
    double megabytes = agents.bytes() / 1e6;
    report.figure(Jdk.running(), "size of the jar", megabytes, "MB", "(wanted: at most 2.5)");
    if (wants("payloads")) {
      report.part("payloads");
      Payloads payloads = new Payloads(effort, agents, tls, report);
      payloads.run(Matrix.rows(effort, Boolean.getBoolean("recordsplit.bench.everything")));
    }
    if (wants("profile") && effort != Effort.QUICK) {
      report.part("profile");
      new Profile(effort, new Payloads(effort, agents, tls, report), folder, report).run();
    }
    if (wants("scale")) {
      report.part("scale");
      new Scale(effort, agents, tls, folder, report).run();
    }
    if (wants("delay") && effort.delayedTrips > 0) {
      report.part("round trip over a slow link");
      new DelayedTrip(effort, agents, tls, args[2], folder, report).run();
    }
    if (wants("load") && effort.loadRounds > 0) {
      report.part("real clients and servers");
      new Load(effort, agents, tls, report).run();
    }
    for (Jdk jdk : Jdk.find(effort == Effort.SMOKE ? List.of() : List.of(17, 25))) {
      if (wants("start-up")) {
        report.part("start-up");
        new StartUp(effort, agents, tls, folder, report).run(jdk);
      }
      if (wants("round-trip")) {
        report.part("round trip");
        new RoundTrip(effort, agents, tls, args[2], report).run(jdk);
      }
    }
    Summary summary = report.finish();
    Files.writeString(folder.resolveSibling("summary.md"), summary.table());
    if (effort == Effort.FULL && report.hasParts("payloads", "scale", "start-up", "round trip")) {
      summary.into(Path.of(args[4]));
    }
  }

  private static boolean wants(String part) {
    return List.of(System.getProperty("recordsplit.bench.parts", part).split(",", -1))
        .contains(part);
  }
}
