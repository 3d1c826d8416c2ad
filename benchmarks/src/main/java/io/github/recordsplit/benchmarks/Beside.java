package io.github.recordsplit.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What a user would pick instead of the agent, in one run: the JDK's own protection with Nagle's
 * algorithm and without, or a TLS proxy beside the server, which then needs no TLS.
 */
final class Beside {
  private static final int[] THREADS = {1, 8, 64};
  private static final int WARM_UP = 4_000;
  private static final int REQUESTS = 4_000;

  /** A thread's, where each waits for a delayed acknowledgement. */
  private static final int STALLED = 20;

  private static final String NAGLE = "socket";
  private static final String NO_DELAY = "socket-nodelay";
  private static final String OURS = "mode=all";

  private final Effort effort;
  private final AgentJars agents;
  private final Tls tls;
  private final Report report;
  private final List<Way> ways = new ArrayList<>();

  Beside(Effort effort, AgentJars agents, Tls tls, Report report) {
    this.effort = effort;
    this.agents = agents;
    this.tls = tls;
    this.report = report;
  }

  /** A proxy as this machine has it, or an {@link IOException} that says why not. */
  private interface Proxy {
    RealServer before(int port) throws IOException, InterruptedException;
  }

  /**
   * One way to send requests, and what was said of them by round.
   *
   * @param proxy null if there is none
   * @param said median, 99th percentile, requests in a second, and CPU of a request
   */
  private record Way(
      String name, Contender client, Contender server, RealServer proxy, double[][] said) {
    /** Nanoseconds of all that takes part. */
    long cpu() {
      return client.cpu() + server.cpu() + (proxy == null ? 0 : proxy.cpu());
    }

    boolean stalls() {
      return name.endsWith("Nagle on");
    }
  }

  void run() throws IOException, InterruptedException {
    try {
      direct("unprotected", Tls.UNPROTECTED, NO_DELAY);
      direct("JDK's own, Nagle on", agents.empty(), NAGLE);
      direct("JDK's own, Nagle off", agents.empty(), NO_DELAY);
      direct(OURS, agents.oursForAll(), NAGLE);
      proxied("HAProxy", port -> RealServer.haproxy(tls, port));
      proxied("stunnel", port -> RealServer.stunnel(tls, port));
      for (int threads : THREADS) {
        compare("SSLSocket, 200 B replies, " + threads + " threads", threads);
      }
    } finally {
      for (Way way : ways) {
        close(way);
      }
    }
  }

  private static void close(Way way) throws IOException {
    way.client().close();
    if (way.proxy() != null) {
      way.proxy().close();
    }
    way.server().close();
  }

  private void direct(String name, String option, String kind) throws IOException {
    Contender server = child(option, ReplyServer.class, Shape.PLAIN.name(), "127.0.0.1");
    ways.add(way(name, option, kind, server.line(), server, null));
  }

  /** Its client protects nothing, nor does most of what OpenSSL does for a proxy. */
  private void proxied(String name, Proxy proxy) throws IOException, InterruptedException {
    Contender server = child(Tls.UNPROTECTED, PlainServer.class);
    try {
      RealServer before = proxy.before(Integer.parseInt(server.line()));
      ways.add(way(name, Tls.UNPROTECTED, NO_DELAY, before.port() + "", server, before));
    } catch (IOException e) {
      report.line("  no " + name + " here, left out: " + e.getMessage());
      server.close();
    }
  }

  private Way way(
      String name, String option, String kind, String port, Contender server, RealServer proxy)
      throws IOException {
    Contender client = child(option, LoadChild.class, kind, port);
    return new Way(name, client, server, proxy, new double[4][effort.loadRounds]);
  }

  private Contender child(String option, Class<?> main, String... arguments) throws IOException {
    return new Contender(
        tls.command(Jdk.running(), option, ClassPath.withoutAgent(), main, arguments));
  }

  private void compare(String work, int threads) throws IOException {
    for (Way way : ways) {
      String unused = way.client().ask(line(way, threads, WARM_UP));
    }
    for (int round = 0; round < effort.loadRounds; round++) {
      for (Way way : ways) {
        round(way, threads, round);
      }
    }
    Way ours = ways.stream().filter(way -> way.name().equals(OURS)).findFirst().orElseThrow();
    for (Way way : ways) {
      print(work, way);
      if (!way.equals(ours)) {
        ratios(work, way, ours);
      }
    }
  }

  private static int requests(Way way, int threads, int wanted) {
    return way.stalls() ? STALLED * threads : wanted;
  }

  private static String line(Way way, int threads, int wanted) {
    return Request.LENGTH + " " + threads + " " + requests(way, threads, wanted);
  }

  private static void round(Way way, int threads, int round) throws IOException {
    long before = way.cpu();
    String[] words = way.client().ask(line(way, threads, REQUESTS)).split(" ", -1);
    for (int what = 0; what < words.length; what++) {
      way.said()[what][round] = Double.parseDouble(words[what]);
    }
    // The handshakes are in it, a connection a thread.
    way.said()[3][round] = (double) (way.cpu() - before) / requests(way, threads, REQUESTS);
  }

  private void print(String work, Way way) throws IOException {
    String name = work + ", " + way.name();
    figure(name + ", median", Numbers.median(way.said()[0]) / 1e3, "us", "");
    figure(name + ", 99 %", Numbers.median(way.said()[1]) / 1e3, "us", "");
    figure(name + ", in a second", Numbers.median(way.said()[2]), "", "");
    figure(name + ", CPU of a request", Numbers.median(way.said()[3]) / 1e3, "us", "");
  }

  private void ratios(String work, Way way, Way ours) throws IOException {
    double median = Numbers.medianRatio(way.said()[0], ours.said()[0]);
    figure(work + ": " + way.name() + " / " + OURS, median, "x", wanted(way));
    double cpu = Numbers.medianRatio(ours.said()[3], way.said()[3]);
    String limit = way.proxy() == null ? "" : "(wanted: at most 0.5)";
    figure(work + ", CPU of a request: " + OURS + " / " + way.name(), cpu, "x", limit);
  }

  private static String wanted(Way way) {
    return switch (way.name()) {
      case "HAProxy" -> "(wanted: at least 2)";
      case "stunnel" -> "(wanted: at least 3)";
      default -> "";
    };
  }

  private void figure(String name, double value, String unit, String wanted) throws IOException {
    report.figure(Jdk.running(), name, value, unit, wanted);
  }
}
