package io.github.recordsplit.benchmarks;

import io.github.recordsplit.benchmarks.Contender.Trip;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** 200 bytes there and a reply back; the contenders' JVMs stay alive and take turns. */
final class RoundTrip {
  static final int LARGE_REPLY = 20 * 1024;

  private static final int UNPROTECTED = 0;
  private static final int LIMIT = 1;
  private static final int JDK = 2;
  private static final int AGENT = 3;
  private static final int AGENT_LAYERED = 4;
  private static final String[] NAMES = {
    "unprotected",
    "the limit, split by hand",
    "JDK's own",
    "mode=all",
    "mode=all, transport as the limit's"
  };

  private final Effort effort;
  private final AgentJars agents;
  private final Tls tls;
  private final String classes;
  private final Report report;

  RoundTrip(Effort effort, AgentJars agents, Tls tls, String classes, Report report) {
    this.effort = effort;
    this.agents = agents;
    this.tls = tls;
    this.classes = classes;
    this.report = report;
  }

  void run(Jdk jdk) throws IOException {
    List<Trip> trips = trips(effort);
    double[][] micros = new double[trips.size()][NAMES.length];
    for (int fork = 0; fork < effort.forks; fork++) {
      List<Contender> contenders = fork(jdk, trips);
      for (int trip = 0; trip < micros.length; trip++) {
        for (int i = 0; i < NAMES.length; i++) {
          double best = contenders.get(i).best(trips.get(trip));
          micros[trip][i] = fork == 0 ? best : Math.min(micros[trip][i], best);
        }
      }
    }
    for (int trip = 0; trip < micros.length; trip++) {
      print(jdk, trips.get(trip), micros[trip]);
    }
  }

  /** With Nagle's algorithm, which is Java's default, and without. */
  static List<Trip> trips(Effort effort) {
    List<Trip> trips = new ArrayList<>();
    for (int reply : new int[] {Request.LENGTH, LARGE_REPLY}) {
      if (effort != Effort.QUICK || reply == Request.LENGTH) {
        trips.add(new Trip(true, reply));
        trips.add(new Trip(false, reply));
      }
    }
    return trips;
  }

  /** New JVMs, for each compiles its code a little differently. */
  private List<Contender> fork(Jdk jdk, List<Trip> trips) throws IOException {
    List<Contender> contenders = new ArrayList<>();
    try {
      contenders.add(contender(jdk, Tls.UNPROTECTED, Shape.PLAIN));
      contenders.add(contender(jdk, Tls.UNPROTECTED, Shape.BY_HAND));
      contenders.add(contender(jdk, agents.empty(), Shape.PLAIN));
      contenders.add(contender(jdk, agents.oursForAll(), Shape.PLAIN));
      contenders.add(contender(jdk, agents.oursForAll(), Shape.LAYERED));
      for (Contender contender : contenders) {
        contender.warmUp(trips);
      }
      for (int round = 0; round < effort.tripRounds; round++) {
        for (Contender contender : contenders) {
          contender.round(trips);
        }
      }
    } finally {
      for (Contender contender : contenders) {
        contender.close();
      }
    }
    return contenders;
  }

  private Contender contender(Jdk jdk, String option, Shape shape) throws IOException {
    return new Contender(tls.command(jdk, option, classes, TripChild.class, shape.name()));
  }

  private void print(Jdk jdk, Trip trip, double[] micros) throws IOException {
    for (int i = 0; i < NAMES.length; i++) {
      report.figure(jdk, trip.name() + ", " + NAMES[i], micros[i], "us", "");
    }
    boolean asPromised = trip.reply() == Request.LENGTH;
    String limit = asPromised && trip.nagle() ? "(wanted: at most 1.05)" : "";
    String name = trip.name() + ": ";
    ratio(jdk, name + "mode=all / the limit", micros[AGENT] / micros[LIMIT], limit);
    double layered = micros[AGENT_LAYERED] / micros[LIMIT];
    ratio(jdk, name + "the same over the limit's transport", layered, limit);
    if (trip.nagle()) {
      String jdksOwn = asPromised ? "(wanted: at least 500)" : "";
      ratio(jdk, name + "the JDK's own / mode=all", micros[JDK] / micros[AGENT], jdksOwn);
    } else {
      String noSlower = "(wanted: at most 1.0)";
      ratio(jdk, name + "mode=all / the JDK's own", micros[AGENT] / micros[JDK], noSlower);
    }
    ratio(jdk, name + "mode=all / unprotected", micros[AGENT] / micros[UNPROTECTED], "");
  }

  private void ratio(Jdk jdk, String name, double value, String wanted) throws IOException {
    report.figure(jdk, name, value, "x", wanted);
  }
}
