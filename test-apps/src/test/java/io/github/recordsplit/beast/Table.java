package io.github.recordsplit.beast;

import io.github.recordsplit.harness.Jdk;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What all attacks came away with, as this module's README shows it. */
final class Table {
  private final TreeSet<Row> rows =
      new TreeSet<>(
          Comparator.comparing(Row::client)
              .thenComparing(Row::variant)
              .thenComparing(Row::feature));

  private record Row(Client client, Variant variant, int feature, String text) {}

  synchronized void add(
      Client client, Variant variant, Jdk jdk, List<Loot> loot, List<String> cookies) {
    List<String> cells =
        List.of(
            client.label,
            variant.label,
            "Java " + jdk.feature(),
            range(loot, Loot::confirmed),
            range(loot, Loot::payloads),
            range(loot, Loot::whole),
            right(loot, cookies));
    rows.add(new Row(client, variant, jdk.feature(), "| " + String.join(" | ", cells) + " |\n"));
  }

  synchronized String text() {
    String head =
        """
        | client | protection | on | bytes recovered, of 16 | payloads sent | whole | right in the answer |
        |---|---|---|---|---|---|---|
        """;
    return head + rows.stream().map(Row::text).collect(Collectors.joining());
  }

  private static String range(List<Loot> loot, ToIntFunction<Loot> figure) {
    int least = loot.stream().mapToInt(figure).min().orElseThrow();
    int most = loot.stream().mapToInt(figure).max().orElseThrow();
    return least == most ? String.valueOf(least) : least + " to " + most;
  }

  private static String right(List<Loot> loot, List<String> cookies) {
    int sum = IntStream.range(0, loot.size()).map(i -> loot.get(i).right(cookies.get(i))).sum();
    return sum + " of " + Attack.LENGTH * loot.size();
  }
}
