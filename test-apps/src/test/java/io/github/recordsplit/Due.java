package io.github.recordsplit;

import java.util.List;
import java.util.stream.IntStream;

/** The three decisions, as the records of 200-byte requests tell them apart on TLS 1.0 with CBC. */
enum Due {
  SPLIT,
  NEVER,
  /** The JDK's own protection: it splits too, but not the first payload of a connection. */
  LEAVE;

  private static final List<Integer> PAIR = List.of(1, 199);
  private static final List<Integer> WHOLE = List.of(200);

  List<Integer> records(boolean first) {
    return this == SPLIT || (this == LEAVE && !first) ? PAIR : WHOLE;
  }

  /** The records of each of a connection's first requests. */
  List<List<Integer>> requests(int count) {
    return IntStream.range(0, count).mapToObj(i -> records(i == 0)).toList();
  }
}
