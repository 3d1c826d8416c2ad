package io.github.recordsplit.connection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.recordsplit.bridge.lang.RecordSplitDecision;
import io.github.recordsplit.library.unknown.JsseApiReader;
import io.github.recordsplit.observe.inventory.Inventory;
import java.util.List;
import org.junit.jupiter.api.Test;

/** An engine's payload that leaves apart: its rest is no payload of its own. */
class OutgoingTest {
  private final Object record = new Object();
  private RecordSplitDecision decided;
  private final Outgoing payloads =
      new Outgoing(
          new JsseApiReader.Unshaken(), record, record, new Throwable().getStackTrace(), null) {
        @Override
        RecordSplitDecision decide(int length, int facts) {
          return decided;
        }

        @Override
        void onFailure(Throwable t) {
          throw new AssertionError(t);
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
    for (RecordSplitDecision meanwhile :
        List.of(
            RecordSplitDecision.SPLIT,
            RecordSplitDecision.SPLIT_APART,
            RecordSplitDecision.LEAVE)) {
      firstByte();
      decided = meanwhile;
      assertEquals(
          RecordSplitDecision.NEVER,
          payloads.onPayload(0, false, true, false),
          "no bytes are not the rest");
      assertEquals(RecordSplitDecision.NEVER, payloads.onPayload(2, false, true, false));
      assertTrue(payloads.takesAll());
      assertEquals(meanwhile, payloads.onPayload(2, false, true, false), "a payload of its own");
    }
  }

  /** A socket cuts a payload by itself and asks nothing in between. */
  @Test
  void nothingFollowsWhereNobodyAskedHowMuch() {
    decided = RecordSplitDecision.SPLIT_APART;
    assertEquals(RecordSplitDecision.SPLIT_APART, payloads.onPayload(2, false, true, false));
    assertEquals(RecordSplitDecision.SPLIT_APART, payloads.onPayload(2, false, true, false));
  }

  private void firstByte() {
    decided = RecordSplitDecision.SPLIT_APART;
    assertEquals(RecordSplitDecision.SPLIT_APART, payloads.onPayload(2, false, true, false));
    assertFalse(payloads.takesAll());
  }
}
