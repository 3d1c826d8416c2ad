package io.github.recordsplit.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What the demo makes of what it saw; it runs by itself, and holds its own promises. */
class DemoTest {
  @Test
  void aRecordIsABoxAndBoxesThatTouchLeftInOneWrite() {
    assertEquals(
        List.of(
            "                             +---+------------------------+",
            "agent, mode=all              | 1 | 199                    |",
            "                             +---+------------------------+"),
        drawn(Variant.ALL, List.of(1, 199), 1));
    assertEquals(
        List.of(
            "                             +---+    +------------------------+",
            "the JDK's own                | 1 |    | 199                    |",
            "                             +---+    +------------------------+"),
        drawn(Variant.JDK, List.of(1, 199), 2));
    assertEquals(
        List.of(
            "                             +-------------------------+",
            "no protection                | 200                     |",
            "                             +-------------------------+"),
        drawn(Variant.UNPROTECTED, List.of(200), 1));
  }

  private static List<String> drawn(Variant variant, List<Integer> records, int writes) {
    Row row = new Row("SSLSocket", variant, 0, records, true, writes, new long[1]);
    return Picture.lines(row).stream().map(String::stripTrailing).toList();
  }

  @Test
  void aBusyTurnIsInBothSidesOfARatio() {
    long[] unprotected = {50, 51, 500, 490, 480, 50, 49};
    long[] agent = {55, 56, 550, 540, 528, 55, 54};
    assertEquals(1.1, Turns.ratio(agent, unprotected), 0.01);
    assertEquals(51, Turns.median(unprotected));
  }
}
