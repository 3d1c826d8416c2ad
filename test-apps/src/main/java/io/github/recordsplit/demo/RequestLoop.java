package io.github.recordsplit.demo;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Sends requests to each of a client's hosts in turn and prints how long replies took. */
final class RequestLoop {
  /** One request and its reply. */
  interface Exchange {
    void run() throws IOException;
  }

  /** Rounds that are always run, however slow the machine is. */
  private static final int FEWEST = 20;

  private final int[] ports;
  private final List<Exchange> exchanges = new ArrayList<>();
  private final List<List<Long>> nanos = new ArrayList<>();

  RequestLoop(int[] ports) {
    this.ports = ports;
  }

  /** The ports behind the two limits on a client's command line. */
  static int[] portsOf(String[] args) {
    int[] ports = new int[args.length - 2];
    for (int i = 0; i < ports.length; i++) {
      ports[i] = Integer.parseInt(args[i + 2]);
    }
    return ports;
  }

  void add(Exchange exchange) {
    exchanges.add(exchange);
    nanos.add(new ArrayList<>());
  }

  /** Runs at most {@code args[1]} rounds and stops after {@code args[0]} seconds. */
  void run(String[] args) throws IOException {
    int rounds = Integer.parseInt(args[1]);
    for (int i = 0; i < Math.min(FEWEST, rounds); i++) {
      round();
    }
    long end = System.nanoTime() + Long.parseLong(args[0]) * 1_000_000_000L;
    for (int i = FEWEST; i < rounds && System.nanoTime() < end; i++) {
      round();
    }
    for (int i = 0; i < ports.length; i++) {
      System.out.println(ports[i] + " " + median(nanos.get(i)));
    }
  }

  private void round() throws IOException {
    for (int i = 0; i < exchanges.size(); i++) {
      long start = System.nanoTime();
      exchanges.get(i).run();
      nanos.get(i).add(System.nanoTime() - start);
    }
  }

  /** Of the second half: before that the JVM is still compiling. */
  private static long median(List<Long> all) {
    List<Long> late = new ArrayList<>(all.subList(all.size() / 2, all.size()));
    late.sort(null);
    return late.get(late.size() / 2);
  }
}
