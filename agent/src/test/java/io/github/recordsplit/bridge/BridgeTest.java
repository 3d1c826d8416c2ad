package io.github.recordsplit.bridge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntBinaryOperator;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.Test;

class BridgeTest {
  private final Transport transport = new Transport();
  private final Object record = new Object();

  @Test
  void itsNameInJavaLangIsAsLongAsItsOwn() {
    assertEquals(Bridge.class.getName().length(), BridgeInjector.NAME.length());
  }

  @Test
  void holdsTheFirstRecordAndSendsItWithTheSecond() throws IOException {
    connect(Bridge.SPLIT);
    write("one", 9, 9);
    assertEquals(List.of(), transport.writes);
    write("two", 8, 9);
    write("three", 4, 9);
    assertEquals(List.of("onetwo", "three"), transport.writes);
  }

  @Test
  void flushesNothingWhileItHolds() throws IOException {
    connect(Bridge.SPLIT);
    write("one", 9, 9);
    Bridge.flush(transport, 3, record, 9, 9);
    assertEquals(0, transport.flushes);
    write("two", 8, 9);
    Bridge.flush(transport, 3, record, 8, 9);
    assertEquals(1, transport.flushes);
  }

  @Test
  void writesThroughWhatIsNotSplit() throws IOException {
    for (int decision : new int[] {Bridge.LEAVE, Bridge.NEVER}) {
      connect(decision);
      write("one", 9, 9);
      Bridge.flush(transport, 3, record, 9, 9);
      write("two", 8, 9);
    }
    assertEquals(List.of("one", "two", "one", "two"), transport.writes);
    assertEquals(2, transport.flushes);
  }

  @Test
  void asksNobodyAboutARecordThatCannotBeOfOneByte() throws IOException {
    connect(
        record -> {
          throw new AssertionError("asked");
        },
        Bridge.REFUSE);
    Bridge.write(transport, new byte[200], 0, 113, record, 92, 92);
    Bridge.flush(transport, 113, record, 92, 92);
    assertEquals(113, transport.writes.get(0).length());
    assertEquals(1, transport.flushes);
  }

  @Test
  void asksOnceForAPayload() throws IOException {
    connect(Bridge.LEAVE);
    assertTrue(Bridge.needsSplit(true, record, 4, 9, false, true, false));
    connect(Bridge.NEVER);
    assertFalse(Bridge.needsSplit(true, record, 4, 9, false, true, false));
    connect(Bridge.SPLIT); // but this payload's first record was not, so that no later one is
    assertFalse(Bridge.needsSplit(false, record, 4, 9, false, true, false));
  }

  @Test
  void anErrorOfOursLeavesThePayloadAlone() throws IOException {
    assertEquals(Bridge.LEAVE, decide(Bridge.LEAVE));
  }

  @Test
  void anErrorOfOursRefusesThePayloadWhereAskedTo() {
    assertThrows(SSLException.class, () -> decide(Bridge.REFUSE));
  }

  private static int decide(int onFailure) throws IOException {
    IntBinaryOperator broken =
        (length, facts) -> {
          throw new StackOverflowError();
        };
    connect(record -> broken, onFailure);
    return Bridge.onPayload(new Object(), 2, false, true, false);
  }

  private void connect(int decision) {
    Payload payload = new Payload(decision);
    connect(record -> payload, Bridge.LEAVE);
  }

  private static void connect(Function<Object, IntBinaryOperator> connections, Integer onFailure) {
    Function<Throwable, Integer> failed = t -> onFailure;
    new Bridge().accept(new Object[] {connections, null, null, failed, null, null, null});
  }

  private void write(String text, int left, int payload) throws IOException {
    byte[] buffer = new byte[64];
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(bytes, 0, buffer, 0, bytes.length);
    Bridge.write(transport, buffer, 0, bytes.length, record, left, payload);
  }

  /** A connection in the middle of a payload. */
  private static final class Payload implements IntBinaryOperator, UnaryOperator<byte[]> {
    private final int decision;
    private byte[] held;

    Payload(int decision) {
      this.decision = decision;
    }

    @Override
    public int applyAsInt(int length, int facts) {
      return facts == Bridge.HOLDS ? held == null ? 0 : 1 : decision;
    }

    @Override
    public byte[] apply(byte[] next) {
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
