package io.github.recordsplit.wire;

import java.util.List;
import java.util.stream.IntStream;

/** The three decisions, as the records of 200-byte requests tell them apart on TLS 1.0 with CBC. */
public enum Due {
  SPLIT,
  NEVER,
  /** The JDK's own protection: it splits too, but not the first payload of a connection. */
  LEAVE;

  private static final List<Integer> PAIR = List.of(1, 199);
  private static final List<Integer> WHOLE = List.of(200);

  public List<Integer> records(boolean first) {
    return this == SPLIT || (this == LEAVE && !first) ? PAIR : WHOLE;
  }

  /** The decision that the records of a connection's requests tell; or the records. */
  public static String of(List<List<Integer>> requests) {
    StringBuilder pairs = new StringBuilder();
    for (List<Integer> records : requests == null ? List.<List<Integer>>of() : requests) {
      pairs.append(
          records.size() == 1 ? '1' : records.size() == 2 && records.get(0) == 1 ? '2' : '?');
    }
    return switch (pairs.toString()) {
      case "22" -> "SPLIT";
      case "11" -> "NEVER";
      case "12" -> "LEAVE";
      default -> String.valueOf(requests);
    };
  }

  /** The records of each of a connection's first requests. */
  public List<List<Integer>> requests(int count) {
    return IntStream.range(0, count).mapToObj(i -> records(i == 0)).toList();
  }
}
