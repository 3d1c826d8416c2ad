package io.github.recordsplit.demo;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Sends requests to each of a client's hosts in turn, as often as it is told to, and prints how
 * long replies took. In between it does nothing, so that other clients can have their turns.
 */
final class RequestLoop {
  /** One request and its reply. */
  interface Exchange {
    void run() throws IOException;
  }

  private final List<Exchange> exchanges = new ArrayList<>();

  /** The ports of a client's command line. */
  static int[] portsOf(String[] args) {
    int[] ports = new int[args.length];
    for (int i = 0; i < ports.length; i++) {
      ports[i] = Integer.parseInt(args[i]);
    }
    return ports;
  }

  void add(Exchange exchange) {
    exchanges.add(exchange);
  }

  /** Each line on stdin is a turn: its milliseconds, and the fewest and the most requests. */
  void run() throws IOException {
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      String[] words = line.split(" ", -1);
      long nanos = Long.parseLong(words[0]) * 1_000_000;
      System.out.println(turn(nanos, Integer.parseInt(words[1]), Integer.parseInt(words[2])));
    }
  }

  /** The median of each host. */
  private String turn(long nanos, int fewest, int most) throws IOException {
    List<List<Long>> taken = new ArrayList<>();
    for (int i = 0; i < exchanges.size(); i++) {
      taken.add(new ArrayList<>());
    }
    long end = System.nanoTime() + nanos;
    for (int i = 0; i < fewest || (i < most && System.nanoTime() < end); i++) {
      round(taken);
    }
    StringBuilder medians = new StringBuilder();
    for (List<Long> all : taken) {
      medians.append(medians.length() == 0 ? "" : " ").append(median(all));
    }
    return medians.toString();
  }

  private void round(List<List<Long>> taken) throws IOException {
    for (int i = 0; i < exchanges.size(); i++) {
      long start = System.nanoTime();
      exchanges.get(i).run();
      taken.get(i).add(System.nanoTime() - start);
    }
  }

  private static long median(List<Long> all) {
    all.sort(null);
    return all.get(all.size() / 2);
  }
}
