package io.github.recordsplit.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;

/**
 * Measures round trips when told to. Argument: a {@link Shape}. Each line on stdin is {@code nagle}
 * or {@code nodelay} and a number of trips, and is answered with their median in nanoseconds.
 */
public final class TripChild {
  private TripChild() {}

  public static void main(String[] args) throws IOException, GeneralSecurityException {
    Shape shape = Shape.valueOf(args[0]);
    Pair nagle = Pair.connect(shape, true);
    Pair nodelay = Pair.connect(shape, false);
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      String[] words = line.split(" ", -1);
      Pair pair = words[0].equals("nagle") ? nagle : nodelay;
      System.out.println(median(pair, Integer.parseInt(words[1])));
    }
  }

  private static long median(Pair pair, int trips) throws IOException {
    long[] nanos = new long[trips];
    for (int i = 0; i < trips; i++) {
      long start = System.nanoTime();
      pair.trip();
      nanos[i] = System.nanoTime() - start;
    }
    Arrays.sort(nanos);
    return nanos[trips / 2];
  }
}
