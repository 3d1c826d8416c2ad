package io.github.recordsplit.demo;

import java.util.List;
import java.util.stream.Collectors;

/**
 * What was seen of one client, variant and host.
 *
 * @param records plaintext bytes of each record of one later request
 * @param steady whether all later requests looked like that one
 * @param writes network writes of one later request
 * @param turns median round trip of each turn
 */
record Row(
    String client,
    Variant variant,
    int host,
    List<Integer> records,
    boolean steady,
    int writes,
    long[] turns) {

  String name() {
    return variant.names().get(host);
  }

  /** Whether the operator asked for a split on this row. */
  boolean wantsSplit() {
    return variant != Variant.UNPROTECTED && host == 0;
  }

  int payload() {
    return records.stream().mapToInt(Integer::intValue).sum();
  }

  long nanos() {
    return Turns.median(turns);
  }

  String lengths() {
    return records.stream().map(String::valueOf).collect(Collectors.joining(" + "));
  }
}
