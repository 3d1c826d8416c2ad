package io.github.recordsplit.observe.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class RateLimitTest {
  private static final long MINUTE = 60_000_000_000L;

  /** The clock of a JVM may start anywhere. */
  private static final long START = Long.MAX_VALUE - MINUTE / 2;

  private final RateLimit flow = new RateLimit("lines", 10, 3);

  private static long at(long nanos) {
    return START + nanos;
  }

  private int taken(int offered, long now) {
    int taken = 0;
    for (int i = 0; i < offered; i++) {
      taken += flow.takes(now) ? 1 : 0;
    }
    return taken;
  }

  @Test
  void aFewAtOnceThenAFewEachMinute() {
    assertEquals(10, taken(100, at(0)));
    assertEquals(0, taken(100, at(MINUTE - 1)));
    assertEquals(3, taken(100, at(MINUTE)));
    assertEquals(0, taken(100, at(MINUTE + 1)));
    assertEquals(6, taken(100, at(3 * MINUTE)));
    assertEquals(10, taken(100, at(100_000 * MINUTE)), "no more than fit");
  }

  @Test
  void aQuietMinuteIsNotSavedUpBeforeTheFirstLine() {
    assertTrue(flow.takes(at(0)));
    assertEquals(9, taken(100, at(1)));
    assertEquals(0, taken(1, at(MINUTE - 1)));
  }

  @Test
  void whatIsLeftOutIsToldAtOnceAndCountedWhenItGoesOn() {
    assertNull(flow.toTell(at(0)));
    assertEquals(10, taken(10, at(0)));
    assertNull(flow.toTell(at(0)), "nothing was left out");
    assertEquals(0, taken(5, at(0)));
    assertEquals(
        "from here on lines are left out, as there are more than 3 a minute", flow.toTell(at(0)));
    assertEquals(0, taken(7, at(0)));
    assertNull(flow.toTell(at(MINUTE - 1)), "once");
    assertEquals("12 lines were left out", flow.toTell(at(MINUTE)));
    assertNull(flow.toTell(at(MINUTE)));
    assertEquals(3, taken(4, at(MINUTE)));
    assertTrue(flow.toTell(at(MINUTE)).startsWith("from here on"));
    assertEquals("1 lines were left out", flow.toTell(at(2 * MINUTE)));
    assertEquals(3, taken(4, at(2 * MINUTE)));
  }
}
