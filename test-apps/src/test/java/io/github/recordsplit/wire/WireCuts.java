package io.github.recordsplit.wire;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

/**
 * What the contract makes of records, judged by lengths alone: a peer's key is not needed. Payloads
 * that did not have the same lengths in both runs are judged by their pairs and their sum.
 */
public final class WireCuts {
  private static final int BLOCK = 16;

  /** AES, HMAC-SHA1, TLS 1.0: what one byte becomes, and all that fit into as many blocks. */
  private static final int SHORTEST = 2 * BLOCK;

  private final String what;
  private final boolean cbc;
  private final boolean timed;
  private final int one;

  /**
   * For a connection.
   *
   * @param cbc whether lengths are as on the wire, in blocks
   * @param timed whether the same data may be cut into other payloads the next time
   */
  public WireCuts(String what, boolean cbc, boolean timed) {
    this.what = what;
    this.cbc = cbc;
    this.timed = timed;
    one = cbc ? SHORTEST : 1;
  }

  public void check(String end, List<Integer> unsplit, List<Integer> records, boolean split) {
    String about = what + ", " + end + ", " + unsplit + " became " + records;
    assertTrue(!unsplit.isEmpty(), about + ": nothing was sent");
    assertTrue(records.stream().allMatch(n -> n >= one), about + ": an empty record");
    assertTrue(timed ? cutAnew(unsplit, records, split) : cut(unsplit, records, split), about);
  }

  private boolean cut(List<Integer> unsplit, List<Integer> records, boolean split) {
    return split ? matches(unsplit, records) : unsplit.equals(records);
  }

  /** All the data, in pairs of a byte and the rest, or hardly ever as a byte alone. */
  private boolean cutAnew(List<Integer> unsplit, List<Integer> records, boolean split) {
    return (cbc || sum(unsplit) == sum(records))
        && (split ? inPairs(records, unsplit) : ones(records) <= ones(unsplit));
  }

  /** On the wire of CBC the rest of a payload of a few bytes is as long as its first byte. */
  private boolean inPairs(List<Integer> records, List<Integer> unsplit) {
    long few = cbc ? ones(unsplit) : 0;
    for (int i = 0; i < records.size(); i++) {
      if (records.get(i) != one && (i == 0 || records.get(i - 1) != one)) {
        return false;
      }
    }
    return ones(records) <= records.size() / 2 + few;
  }

  private long ones(List<Integer> records) {
    return records.stream().filter(n -> n == one).count();
  }

  private static int sum(List<Integer> records) {
    return records.stream().mapToInt(Integer::intValue).sum();
  }

  /** Each payload in turn: one record if it is one byte, else a byte and the rest. */
  private boolean matches(List<Integer> payloads, List<Integer> records) {
    if (payloads.isEmpty() || records.isEmpty()) {
      return payloads.isEmpty() && records.isEmpty();
    }
    return records.get(0) == one
        && ((mayBeOne(payloads.get(0)) && matches(rest(payloads), rest(records)))
            || (records.size() > 1
                && isRest(payloads.get(0), records.get(1))
                && matches(rest(payloads), rest(rest(records)))));
  }

  private boolean mayBeOne(int payload) {
    return payload == one;
  }

  private boolean isRest(int payload, int record) {
    return cbc
        ? record == payload || record == Math.max(SHORTEST, payload - BLOCK)
        : record == payload - 1;
  }

  private static List<Integer> rest(List<Integer> list) {
    return list.subList(1, list.size());
  }
}
