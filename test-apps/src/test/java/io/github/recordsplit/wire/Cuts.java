package io.github.recordsplit.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;

/** What splitting makes of records that were seen without it. */
public final class Cuts {
  /** No payload of a test comes near it, so a record beyond it is as full as its suite allows. */
  private static final int NEARLY_FULL = 16000;

  private static final int MAX_FRAGMENT = 16384;

  private Cuts() {}

  /** A socket's payload is one write: a 1-byte record in front of each. */
  public static List<Integer> socket(List<Integer> unsplit) {
    int fragment = fragment(unsplit);
    List<Integer> records = new ArrayList<>();
    for (int payload : payloads(unsplit)) {
      records.add(1);
      for (int rest = payload - 1; rest > 0; rest -= fragment) {
        records.add(Math.min(rest, fragment));
      }
    }
    return records;
  }

  /** An engine's payload is one wrap, which takes as much as two records hold. */
  public static List<Integer> engine(List<Integer> unsplit) {
    int fragment = fragment(unsplit);
    List<Integer> records = new ArrayList<>();
    for (int payload : payloads(unsplit)) {
      for (int rest = payload; rest > 0; rest -= fragment + 1) {
        records.add(1);
        if (rest > 1) {
          records.add(Math.min(rest - 1, fragment));
        }
      }
    }
    return records;
  }

  /** For stacks whose payloads depend on timing: the same bytes, in pairs of 1 and the rest. */
  public static void assertPairs(List<Integer> unsplit, List<Integer> split) {
    assertEquals(sum(unsplit), sum(split), () -> "bytes in " + split);
    for (int i = 0; i < split.size(); i++) {
      boolean good = i % 2 == 0 ? split.get(i) == 1 : split.get(i) > 0;
      assertEquals(true, good, () -> "pairs of 1 and the rest, out of " + unsplit + ": " + split);
    }
  }

  /** A full record means that more of the payload follows. */
  private static List<Integer> payloads(List<Integer> records) {
    List<Integer> payloads = new ArrayList<>();
    int payload = 0;
    for (int record : records) {
      payload += record;
      if (record < NEARLY_FULL) {
        payloads.add(payload);
        payload = 0;
      }
    }
    return payloads;
  }

  private static int fragment(List<Integer> records) {
    int largest = records.stream().max(Integer::compare).orElseThrow();
    return largest < NEARLY_FULL ? MAX_FRAGMENT : largest;
  }

  private static int sum(List<Integer> records) {
    return records.stream().mapToInt(Integer::intValue).sum();
  }
}
