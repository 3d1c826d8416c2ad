package io.github.recordsplit.manage.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class FlowTest {
  private static final long MINUTE = 60_000_000_000L;

  /** The clock of a JVM may start anywhere. */
  private static final long START = Long.MAX_VALUE - MINUTE / 2;

  private final Flow flow = new Flow("lines", 10, 3);

  private int taken(int offered, long now) {
    int taken = 0;
    for (int i = 0; i < offered; i++) {
      taken += flow.takes(now) ? 1 : 0;
    }
    return taken;
  }

  @Test
  void aFewAtOnceThenAFewEachMinute() {
    assertEquals(10, taken(100, START));
    assertEquals(0, taken(100, START + MINUTE - 1));
    assertEquals(3, taken(100, START + MINUTE));
    assertEquals(0, taken(100, START + MINUTE + 1));
    assertEquals(6, taken(100, START + 3 * MINUTE));
    assertEquals(10, taken(100, START + 100_000 * MINUTE), "no more than fit");
  }

  @Test
  void aQuietMinuteIsNotSavedUpBeforeTheFirstLine() {
    assertTrue(flow.takes(START));
    assertEquals(9, taken(100, START + 1));
    assertEquals(0, taken(1, START + MINUTE - 1));
  }

  @Test
  void whatIsLeftOutIsToldAtOnceAndCountedWhenItGoesOn() {
    assertNull(flow.toTell(START));
    assertEquals(10, taken(10, START));
    assertNull(flow.toTell(START), "nothing was left out");
    assertEquals(0, taken(5, START));
    assertEquals(
        "from here on lines are left out, as there are more than 3 a minute", flow.toTell(START));
    assertEquals(0, taken(7, START));
    assertNull(flow.toTell(START + MINUTE - 1), "once");
    assertEquals("12 lines were left out", flow.toTell(START + MINUTE));
    assertNull(flow.toTell(START + MINUTE));
    assertEquals(3, taken(4, START + MINUTE));
    assertTrue(flow.toTell(START + MINUTE).startsWith("from here on"));
    assertEquals("1 lines were left out", flow.toTell(START + 2 * MINUTE));
    assertEquals(3, taken(4, START + 2 * MINUTE));
  }
}
