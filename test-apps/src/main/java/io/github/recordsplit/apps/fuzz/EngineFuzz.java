package io.github.recordsplit.apps.fuzz;

import java.util.Random;

/**
 * Random sequences of sources, destinations and states on an engine that no table names. Rules by
 * host make of each what its host's name says: {@code split}, {@code never} or {@code leave}.
 */
public final class EngineFuzz {
  private static final String[] HOSTS = {"split", "split", "never", "leave"};

  private EngineFuzz() {}

  /** How many sequences, and the seed of the first; those of {@code split} are told apart. */
  public static void main(String[] args) {
    int sequences = Integer.parseInt(args[0]);
    long seed = Long.parseLong(args[1]);
    Tally tally = new Tally();
    for (int i = 0; i < sequences; i++) {
      // Neighbouring seeds make neighbouring choices.
      Random random = new Random((seed + i) * 0x9E3779B97F4A7C15L);
      String host = HOSTS[random.nextInt(HOSTS.length)];
      try {
        new Sequence(host, random, tally).run();
      } catch (Exception | AssertionError e) {
        throw new AssertionError("sequence with seed " + (seed + i) + " for " + host, e);
      }
    }
    System.out.println(tally);
  }
}
