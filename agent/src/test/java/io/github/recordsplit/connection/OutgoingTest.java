package io.github.recordsplit.connection;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.recordsplit.bridge.Bridge;
import io.github.recordsplit.library.unknown.JsseApiReader;
import io.github.recordsplit.observe.inventory.Inventory;
import org.junit.jupiter.api.Test;

/** An engine's payload that leaves apart: its rest is no payload of its own. */
class OutgoingTest {
  private final Object record = new Object();
  private int decided;
  private final Outgoing payloads =
      new Outgoing(
          new JsseApiReader.Unshaken(), record, record, new Throwable().getStackTrace(), null) {
        @Override
        int decide(int length, int facts) {
          return decided;
        }

        @Override
        Inventory inventory() {
          return new Inventory();
        }

        @Override
        boolean isSteered() {
          return true;
        }

        @Override
        boolean isClosed() {
          return false;
        }
      };

  @Test
  void theRestIsNeverSplitWhateverIsDecidedMeanwhile() {
    for (int meanwhile : new int[] {Bridge.SPLIT, Bridge.SPLIT_APART, Bridge.LEAVE}) {
      firstByte();
      decided = meanwhile;
      assertEquals(Bridge.NEVER, payloads.applyAsInt(0, Bridge.CBC), "no bytes are not the rest");
      assertEquals(Bridge.NEVER, payloads.applyAsInt(2, Bridge.CBC));
      assertEquals(1, payloads.applyAsInt(0, Bridge.TOGETHER));
      assertEquals(meanwhile, payloads.applyAsInt(2, Bridge.CBC), "a payload of its own");
    }
  }

  /** A socket cuts a payload by itself and asks nothing in between. */
  @Test
  void nothingFollowsWhereNobodyAskedHowMuch() {
    decided = Bridge.SPLIT_APART;
    assertEquals(Bridge.SPLIT_APART, payloads.applyAsInt(2, Bridge.CBC));
    assertEquals(Bridge.SPLIT_APART, payloads.applyAsInt(2, Bridge.CBC));
  }

  private void firstByte() {
    decided = Bridge.SPLIT_APART;
    assertEquals(Bridge.SPLIT_APART, payloads.applyAsInt(2, Bridge.CBC));
    assertEquals(0, payloads.applyAsInt(0, Bridge.TOGETHER));
  }
}
