package io.github.recordsplit.wire;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One line of {@link io.github.recordsplit.apps.Lengths}: a payload and the records it became. */
public record WireLine(String name, List<Integer> records, String left, List<Integer> wire) {
  private static final int KIND = 0;
  private static final int TRANSPORT = 1;
  private static final int SIZE = 3;
  private static final int PHASE = 4;
  private static final int WORDS = 5;

  /** "TLSv1/CBC socket client 5 later records=1,4 writes=2 wire=37,37". */
  public static WireLine parse(String line) {
    String[] words = line.split(" ", -1);
    if (words.length != WORDS + 3) {
      throw new AssertionError("not a line of Lengths, or a BAD one: " + line);
    }
    String name = Stream.of(words).limit(WORDS).collect(Collectors.joining(" "));
    return new WireLine(name, numbers(words[WORDS]), words[WORDS + 1], numbers(words[WORDS + 2]));
  }

  public WireLine with(List<Integer> newRecords, String newLeft, List<Integer> newWire) {
    return new WireLine(name, newRecords, newLeft, newWire);
  }

  public String kind() {
    return word(KIND);
  }

  public String transport() {
    return word(TRANSPORT);
  }

  public boolean onSocket() {
    return transport().equals("socket");
  }

  /** Whether it is one of Netty's handler, which is told each write as a socket is. */
  public boolean inNetty() {
    return transport().equals("handler");
  }

  public int size() {
    return Integer.parseInt(word(SIZE));
  }

  public boolean first() {
    return word(PHASE).equals("first");
  }

  @Override
  public String toString() {
    return name + " records=" + join(records) + " " + left + " wire=" + join(wire);
  }

  public static String join(List<Integer> numbers) {
    return numbers.isEmpty()
        ? "-"
        : numbers.stream().map(String::valueOf).collect(Collectors.joining(","));
  }

  private String word(int index) {
    return name.split(" ", -1)[index];
  }

  private static List<Integer> numbers(String field) {
    String list = field.substring(field.indexOf('=') + 1);
    return list.equals("-")
        ? List.of()
        : Stream.of(list.split(",", -1)).map(Integer::valueOf).collect(Collectors.toList());
  }
}
