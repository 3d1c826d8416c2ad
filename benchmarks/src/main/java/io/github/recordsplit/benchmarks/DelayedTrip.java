package io.github.recordsplit.benchmarks;

import io.github.recordsplit.benchmarks.Contender.Trip;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The same round trips between two JVMs with a {@link Link} between them. */
final class DelayedTrip {
  private static final int WARM_UP = 20;

  private final Effort effort;
  private final AgentJars agents;
  private final Tls tls;
  private final String classes;
  private final Path folder;
  private final Report report;

  DelayedTrip(
      Effort effort, AgentJars agents, Tls tls, String classes, Path folder, Report report) {
    this.effort = effort;
    this.agents = agents;
    this.tls = tls;
    this.classes = classes;
    this.folder = folder;
    this.report = report;
  }

  void run() throws IOException, InterruptedException {
    for (int millis : new int[] {5, 25}) {
      try (Link link = Link.open(millis, folder)) {
        double[] unprotected = contender(link, Tls.UNPROTECTED);
        double[] own = contender(link, agents.empty());
        double[] agent = contender(link, agents.oursForAll());
        print(millis, unprotected, own, agent);
      } catch (IOException e) {
        report.line("  no delayed link here, left out: " + e.getMessage().lines().findFirst());
        return;
      }
    }
  }

  /** Milliseconds by trip; both ends have the option. */
  private double[] contender(Link link, String option) throws IOException {
    List<Trip> trips = RoundTrip.trips(effort);
    String plain = Shape.PLAIN.name();
    List<String> serve =
        tls.command(Jdk.running(), option, classes, ReplyServer.class, plain, link.address(1));
    try (Contender server = new Contender(link.at(1, serve))) {
      List<String> client =
          tls.command(
              Jdk.running(),
              option,
              classes,
              TripChild.class,
              plain,
              link.address(1),
              server.line());
      try (Contender contender = new Contender(link.at(0, client))) {
        double[] millis = new double[trips.size()];
        for (int i = 0; i < millis.length; i++) {
          contender.measure(trips.get(i), WARM_UP);
          millis[i] = contender.measure(trips.get(i), effort.delayedTrips) / 1e6;
        }
        return millis;
      }
    }
  }

  private void print(int millis, double[] unprotected, double[] own, double[] agent)
      throws IOException {
    List<Trip> trips = RoundTrip.trips(effort);
    for (int i = 0; i < unprotected.length; i++) {
      String name = trips.get(i).name() + ", " + millis + " ms one way";
      figure(name + ", unprotected", unprotected[i], "ms");
      figure(name + ", JDK's own", own[i], "ms");
      figure(name + ", mode=all", agent[i], "ms");
      figure(name + ": mode=all / unprotected", agent[i] / unprotected[i], "x");
      figure(name + ": the JDK's own / mode=all", own[i] / agent[i], "x");
    }
  }

  private void figure(String name, double value, String unit) throws IOException {
    report.figure(Jdk.running(), name, value, unit, "");
  }
}
