package io.github.recordsplit.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** 200 bytes there and back; the contenders' JVMs stay alive and take turns. */
final class RoundTrip {
  private static final int UNPROTECTED = 0;
  private static final int LIMIT = 1;
  private static final int JDK = 2;
  private static final int AGENT = 3;
  private static final int AGENT_LAYERED = 4;
  private static final int CONTENDERS = 5;

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
    double[] nagle = new double[CONTENDERS];
    double[] nodelay = new double[CONTENDERS];
    Arrays.fill(nagle, Double.MAX_VALUE);
    Arrays.fill(nodelay, Double.MAX_VALUE);
    for (int fork = 0; fork < effort.forks; fork++) {
      List<Contender> contenders = fork(jdk);
      for (int i = 0; i < CONTENDERS; i++) {
        nagle[i] = Math.min(nagle[i], contenders.get(i).bestMicros(true));
        nodelay[i] = Math.min(nodelay[i], contenders.get(i).bestMicros(false));
      }
    }
    print(jdk, nagle, nodelay);
  }

  /** New JVMs, for each compiles its code a little differently. */
  private List<Contender> fork(Jdk jdk) throws IOException {
    List<Contender> contenders = new ArrayList<>();
    try {
      contenders.add(contender(jdk, Tls.UNPROTECTED, Shape.PLAIN));
      contenders.add(contender(jdk, Tls.UNPROTECTED, Shape.BY_HAND));
      contenders.add(contender(jdk, agents.empty(), Shape.PLAIN));
      contenders.add(contender(jdk, agents.oursForAll(), Shape.PLAIN));
      contenders.add(contender(jdk, agents.oursForAll(), Shape.LAYERED));
      for (Contender contender : contenders) {
        contender.warmUp();
      }
      for (int round = 0; round < effort.tripRounds; round++) {
        for (Contender contender : contenders) {
          contender.round();
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
    List<String> options = new ArrayList<>(tls.options());
    options.add(option);
    return new Contender(jdk, options, classes, shape);
  }

  private void print(Jdk jdk, double[] nagle, double[] nodelay) throws IOException {
    String[] names = {
      "unprotected",
      "the limit, split by hand",
      "JDK's own",
      "mode=all",
      "mode=all, transport as the limit's"
    };
    for (int i = 0; i < CONTENDERS; i++) {
      report.figure(jdk, "round trip, Nagle on, " + names[i], nagle[i], "us", "");
    }
    for (int i = 0; i < CONTENDERS; i++) {
      report.figure(jdk, "round trip, Nagle off, " + names[i], nodelay[i], "us", "");
    }
    String limit = "(wanted: at most 1.08)";
    ratio(jdk, "Nagle on, mode=all / the limit", nagle[AGENT] / nagle[LIMIT], limit);
    ratio(jdk, "the same over the limit's transport", nagle[AGENT_LAYERED] / nagle[LIMIT], limit);
    String jdksOwn = "(wanted: at least 500)";
    ratio(jdk, "Nagle on, the JDK's own / mode=all", nagle[JDK] / nagle[AGENT], jdksOwn);
    String noSlower = "(wanted: at most 1.0)";
    ratio(jdk, "Nagle off, mode=all / the JDK's own", nodelay[AGENT] / nodelay[JDK], noSlower);
    ratio(jdk, "Nagle on, mode=all / unprotected", nagle[AGENT] / nagle[UNPROTECTED], "");
  }

  private void ratio(Jdk jdk, String name, double value, String wanted) throws IOException {
    report.figure(jdk, "round trip, " + name, value, "x", wanted);
  }
}
