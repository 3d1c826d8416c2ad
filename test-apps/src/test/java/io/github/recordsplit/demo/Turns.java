package io.github.recordsplit.demo;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How long one client took for a request, turn by turn; another variant's client had its turn right
 * before and right after, so that a machine's busy minute is in both.
 */
final class Turns {
  /** That the JVM compiles in. */
  private static final int WARM_UP = 5;

  static final int MEASURED = 9;
  static final int ALL = WARM_UP + MEASURED;

  /** Milliseconds, and the fewest and the most requests. */
  private static final String ONE = "80 2 1000000";

  private final Child client;
  private final List<long[]> hosts = new ArrayList<>();

  Turns(Child client, int hosts) {
    this.client = client;
    for (int i = 0; i < hosts; i++) {
      this.hosts.add(new long[MEASURED]);
    }
  }

  /** Has its turn, which counts once it is warm. */
  void take(int turn) throws IOException {
    String[] words = client.ask(ONE).split(" ", -1);
    for (int i = 0; turn >= WARM_UP && i < words.length; i++) {
      hosts.get(i)[turn - WARM_UP] = Long.parseLong(words[i]);
    }
  }

  /** The median round trip to a host, of each turn. */
  long[] of(int host) {
    return hosts.get(host);
  }

  static long median(long[] turns) {
    long[] sorted = turns.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  /** The median of each turn's ratio. */
  static double ratio(long[] over, long[] under) {
    double[] ratios = new double[over.length];
    Arrays.setAll(ratios, i -> (double) over[i] / under[i]);
    Arrays.sort(ratios);
    return ratios[ratios.length / 2];
  }
}
