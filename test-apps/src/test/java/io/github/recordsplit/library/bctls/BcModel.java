package io.github.recordsplit.library.bctls;

import io.github.recordsplit.wire.WireModel;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What bctls should send, worked out from the contract alone; its padding is its own affair. */
final class BcModel {
  private static final int MAX_FRAGMENT = 16384;
  private static final Pattern LINE =
      Pattern.compile("(\\S+) (\\S+) (client|server) (\\d+) (first|later) records=(\\S+) .*");

  private BcModel() {}

  /** A line of output with only the facts that the contract fixes. */
  static String facts(String line) {
    return line.replaceAll(" wire=\\S+", "");
  }

  /** The line that is due instead of one from a run without the agent. */
  static String due(String line, boolean split) {
    Matcher m = LINE.matcher(line);
    if (!m.matches()) {
      throw new AssertionError("not a line of records: " + line);
    }
    int size = Integer.parseInt(m.group(4));
    if (size == 0) {
      return facts(line); // the contract leaves it to the library
    }
    String head = line.substring(0, line.indexOf(" records="));
    return head
        + switch (m.group(2)) {
          case "engine" -> engine(size, split);
          case "nonblocking" -> nonBlocking(size, split) + preview(line, size, split);
          default -> blocking(size, split);
        };
  }

  private static List<Integer> records(int size, boolean split) {
    List<Integer> records = new ArrayList<>();
    int rest = size;
    if (split && size > 1) {
      records.add(1);
      rest--;
    }
    for (; rest > 0; rest -= Math.min(rest, MAX_FRAGMENT)) {
      records.add(Math.min(rest, MAX_FRAGMENT));
    }
    return records;
  }

  /** Both records of a split payload in one write, every other in one of its own. */
  private static String blocking(int size, boolean split) {
    List<Integer> records = records(size, split);
    List<Integer> writes = new ArrayList<>();
    boolean pair = split && size > 1;
    for (int i = pair ? 1 : 0; i < records.size(); i++) {
      writes.add(pair && i == 1 ? 2 : 1);
    }
    return " records=" + join(records) + " writes=" + join(writes);
  }

  private static String nonBlocking(int size, boolean split) {
    List<Integer> records = records(size, split);
    return " records=" + join(records) + " writes=" + records.size();
  }

  /** A preview tells how much fits at once, and exactly how large that becomes. */
  private static String preview(String line, int size, boolean split) {
    int at = line.indexOf(" preview=");
    if (at < 0) {
      return "";
    }
    int fits = Math.min(size, split ? MAX_FRAGMENT + 1 : MAX_FRAGMENT);
    return " preview=" + fits + "/" + wire(fits, split) + "/" + wire(size, split);
  }

  private static int wire(int size, boolean split) {
    return records(size, split).stream().mapToInt(n -> 5 + WireModel.blocks(n)).sum();
  }

  /** An engine takes at most one fragment by a {@code wrap}. */
  private static String engine(int size, boolean split) {
    List<Integer> records = new ArrayList<>();
    List<String> wraps = new ArrayList<>();
    for (int rest = size; rest > 0; rest -= MAX_FRAGMENT) {
      int taken = Math.min(rest, MAX_FRAGMENT);
      List<Integer> pair = records(taken, split);
      records.addAll(pair);
      wraps.add("OK/" + taken + "/" + pair.size());
    }
    return " records=" + join(records) + " wraps=" + String.join(",", wraps);
  }

  private static String join(List<Integer> numbers) {
    return numbers.toString().replaceAll("[\\[\\] ]", "");
  }
}
