package io.github.recordsplit.bridge.lang;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RecordSplitBridgeTest {
  /** What the agent answers: it is handed over once. */
  private static RecordSplitConnection connection;

  private static RecordSplitDecision onFailure;

  private final Transport transport = new Transport();
  private final Object record = new Object();

  @BeforeAll
  static void handOver() {
    RecordSplitHooks agent = agent();
    Object unused = new RecordSplitHandOver(agent);
    assertSame(agent, RecordSplitAgent.HOOKS);
  }

  private static RecordSplitHooks agent() {
    return (RecordSplitHooks)
        Proxy.newProxyInstance(
            RecordSplitBridgeTest.class.getClassLoader(),
            new Class<?>[] {RecordSplitHooks.class},
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "connection" -> connection;
                  case "onPayloadFailure" -> onFailure;
                  default -> null;
                });
  }

  @BeforeEach
  void leavesWhereItFails() {
    onFailure = RecordSplitDecision.LEAVE;
  }

  @Test
  void nobodyIsHandedOverAgain() {
    assertThrows(IllegalStateException.class, () -> new RecordSplitHandOver(agent()));
  }

  @Test
  void holdsTheFirstRecordAndSendsItWithTheSecond() throws IOException {
    decided(RecordSplitDecision.SPLIT);
    write("one", 9, 9);
    assertEquals(List.of(), transport.writes);
    write("two", 8, 9);
    write("three", 4, 9);
    assertEquals(List.of("onetwo", "three"), transport.writes);
  }

  @Test
  void flushesNothingWhileItHolds() throws IOException {
    decided(RecordSplitDecision.SPLIT);
    write("one", 9, 9);
    RecordSplitBridge.flush(transport, 3, connection, 9, 9);
    assertEquals(0, transport.flushes);
    write("two", 8, 9);
    RecordSplitBridge.flush(transport, 3, connection, 8, 9);
    assertEquals(1, transport.flushes);
  }

  @Test
  void writesThroughWhatIsNotSplit() throws IOException {
    for (RecordSplitDecision decision :
        List.of(RecordSplitDecision.LEAVE, RecordSplitDecision.NEVER)) {
      decided(decision);
      write("one", 9, 9);
      RecordSplitBridge.flush(transport, 3, connection, 9, 9);
      write("two", 8, 9);
    }
    assertEquals(List.of("one", "two", "one", "two"), transport.writes);
    assertEquals(2, transport.flushes);
  }

  @Test
  void asksNobodyAboutARecordThatCannotBeOfOneByte() throws IOException {
    decided(RecordSplitDecision.SPLIT);
    byte[] unused = connection.exchangeHeld(new byte[1]); // what it has forgotten
    RecordSplitBridge.write(transport, new byte[200], 0, 113, connection, 92, 92);
    RecordSplitBridge.flush(transport, 113, connection, 92, 92);
    assertEquals(113, transport.writes.get(0).length());
    assertEquals(1, transport.flushes);
  }

  @Test
  void asksOnceForAPayload() throws IOException {
    assertTrue(needsSplit(RecordSplitDecision.LEAVE, true, 4));
    assertFalse(needsSplit(RecordSplitDecision.NEVER, true, 4));
    // But this payload's first record was not, so that no later one is.
    assertFalse(needsSplit(RecordSplitDecision.SPLIT, false, 4));
    assertTrue(needsSplit(RecordSplitDecision.SPLIT, false, 9));
    connection = null; // whoever looks it up again, fails
    Payload known = new Payload(RecordSplitDecision.SPLIT);
    assertSame(known, RecordSplitBridge.onPayload(known, record, 4, 9, false, true, false));
  }

  private static boolean needsSplit(RecordSplitDecision decision, boolean own, int left)
      throws IOException {
    return RecordSplitBridge.needsSplit(own, new Payload(decision), left, 9);
  }

  @Test
  void anErrorOfOursLeavesThePayloadAlone() throws IOException {
    connection = null;
    RecordSplitConnection none =
        RecordSplitBridge.onPayload(null, record, 2, 2, false, true, false);
    assertNull(none);
    assertTrue(RecordSplitBridge.needsSplit(true, none, 2, 2));
    assertFalse(RecordSplitBridge.needsSplit(false, none, 2, 2));
    write("one", 9, 9);
    write("two", 8, 9);
    assertEquals(List.of("one", "two"), transport.writes);
  }

  @Test
  void anErrorOfOursRefusesThePayloadWhereAskedTo() {
    connection = null;
    onFailure = RecordSplitDecision.REFUSE;
    assertThrows(
        SSLException.class,
        () -> RecordSplitBridge.onPayload(null, record, 2, 2, false, true, false));
    assertThrows(
        SSLException.class,
        () -> RecordSplitBridge.needsSplit(true, new Payload(null), 2, 2),
        "fails after it was decided");
  }

  private static void decided(RecordSplitDecision decision) {
    connection = new Payload(decision);
  }

  private void write(String text, int left, int payload) throws IOException {
    byte[] buffer = new byte[64];
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(bytes, 0, buffer, 0, bytes.length);
    RecordSplitBridge.write(transport, buffer, 0, bytes.length, connection, left, payload);
  }

  /** A connection in the middle of a payload. */
  private static final class Payload implements RecordSplitConnection {
    private final RecordSplitDecision decision;
    private byte[] held;

    Payload(RecordSplitDecision decision) {
      this.decision = decision;
    }

    @Override
    public RecordSplitDecision onPayload(
        int length, boolean tls11Plus, boolean cbc, boolean first) {
      return decision;
    }

    @Override
    public RecordSplitDecision decision() {
      return Objects.requireNonNull(decision);
    }

    @Override
    public boolean takesAll() {
      return true;
    }

    @Override
    public boolean isHolding() {
      return held != null;
    }

    @Override
    public byte[] exchangeHeld(byte[] next) {
      byte[] before = held;
      held = next;
      return before;
    }
  }

  private static final class Transport extends OutputStream {
    final List<String> writes = new ArrayList<>();
    int flushes;

    @Override
    public void write(int b) {
      throw new AssertionError("by the byte");
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
      writes.add(new String(bytes, offset, length, StandardCharsets.US_ASCII));
    }

    @Override
    public void flush() {
      flushes++;
    }
  }
}
