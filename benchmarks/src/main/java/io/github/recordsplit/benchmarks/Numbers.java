package io.github.recordsplit.benchmarks;

import java.util.Arrays;

/** Middles, because a busy machine moves means. */
final class Numbers {
  private Numbers() {}

  static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  /** The value that so many of a hundred do not exceed. */
  static double percentile(double[] values, int percent) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[(int) Math.ceil(percent / 100.0 * sorted.length) - 1];
  }

  /** What a busy machine disturbed least. */
  static double least(double[] values) {
    return Arrays.stream(values).min().orElseThrow();
  }

  /** The median of each round's ratio, for the machine is not equally busy in all. */
  static double medianRatio(double[] over, double[] under) {
    return median(ratios(over, under));
  }

  static double[] ratios(double[] over, double[] under) {
    double[] ratios = new double[over.length];
    Arrays.setAll(ratios, i -> over[i] / under[i]);
    return ratios;
  }
}
