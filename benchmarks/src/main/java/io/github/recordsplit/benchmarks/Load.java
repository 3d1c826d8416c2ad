package io.github.recordsplit.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Unmodified clients and servers: HttpsURLConnection to nginx, pgjdbc to PostgreSQL. */
final class Load {
  private static final int WARM_UP = 4_000;
  private static final int[] THREADS = {1, 8, 64};
  private static final int[] REPLIES = {Request.LENGTH, RoundTrip.LARGE_REPLY};
  private static final String[] NAMES = {"unprotected", "JDK's own", "mode=all"};
  private static final int AGENT = 2;

  private final Effort effort;
  private final AgentJars agents;
  private final Tls tls;
  private final Report report;

  Load(Effort effort, AgentJars agents, Tls tls, Report report) {
    this.effort = effort;
    this.agents = agents;
    this.tls = tls;
    this.report = report;
  }

  void run() throws IOException, InterruptedException {
    new Beside(effort, agents, tls, report).run();
    try (RealServer nginx = RealServer.nginx(tls, REPLIES)) {
      measure("nginx", "HttpsURLConnection to nginx", nginx.port());
    } catch (IOException e) {
      report.line("  no nginx here, left out: " + e.getMessage());
    }
    try (RealServer postgres = RealServer.postgres(tls)) {
      measure("postgres", "pgjdbc to PostgreSQL", postgres.port());
    } catch (IOException e) {
      report.line("  no PostgreSQL here, left out: " + e.getMessage());
    }
  }

  private void measure(String server, String name, int port) throws IOException {
    List<Contender> contenders = new ArrayList<>();
    try {
      for (String option : List.of(Tls.UNPROTECTED, agents.empty(), agents.oursForAll())) {
        contenders.add(contender(option, server, port));
      }
      for (int reply : REPLIES) {
        for (int threads : THREADS) {
          String size = reply == Request.LENGTH ? "200 B" : "20 KB";
          String work = name + ", " + size + " replies, " + threads + " threads";
          compare(work, contenders, reply, threads);
        }
      }
    } finally {
      for (Contender contender : contenders) {
        contender.close();
      }
    }
  }

  private Contender contender(String option, String server, int port) throws IOException {
    List<String> command =
        tls.command(
            Jdk.running(), option, ClassPath.withoutAgent(), LoadChild.class, server, port + "");
    command.addAll(1, List.of("-Djdk.tls.client.protocols=TLSv1", "-Dhttp.maxConnections=64"));
    return new Contender(command);
  }

  private void compare(String work, List<Contender> contenders, int reply, int threads)
      throws IOException {
    for (Contender contender : contenders) {
      contender.ask(reply + " " + threads + " " + WARM_UP);
    }
    double[][][] said = new double[NAMES.length][3][effort.loadRounds];
    for (int round = 0; round < effort.loadRounds; round++) {
      for (int i = 0; i < NAMES.length; i++) {
        String[] words =
            contenders.get(i).ask(reply + " " + threads + " " + WARM_UP).split(" ", -1);
        for (int what = 0; what < words.length; what++) {
          said[i][what][round] = Double.parseDouble(words[what]);
        }
      }
    }
    for (int i = 0; i < NAMES.length; i++) {
      String name = work + ", " + NAMES[i];
      figure(name + ", median", Numbers.median(said[i][0]) / 1e3, "us");
      figure(name + ", 99 %", Numbers.median(said[i][1]) / 1e3, "us");
      figure(name + ", in a second", Numbers.median(said[i][2]), "");
    }
    for (int i = 0; i < AGENT; i++) {
      // Of threads that wait for a processor the median request says nothing.
      double ratio = Numbers.medianRatio(said[i][2], said[AGENT][2]);
      figure(work + ", time of a request: mode=all / " + NAMES[i], ratio, "x");
    }
  }

  private void figure(String name, double value, String unit) throws IOException {
    report.figure(Jdk.running(), name, value, unit, "");
  }
}
