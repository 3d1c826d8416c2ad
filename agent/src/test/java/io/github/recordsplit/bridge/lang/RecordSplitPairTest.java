package io.github.recordsplit.bridge.lang;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Two records that are made one after the other at the beginning of one buffer. */
class RecordSplitPairTest {
  private static final int[] PAYLOADS = {2, 3, 100, 1400, 16383, 16384, 16385, 40000};

  /** Header, explicit IV, HMAC-SHA384, and padding of 1 to 256 bytes. */
  private static final int[] ADDED = {5, 5 + 20 + 16, 5 + 16 + 48 + 16, 5 + 16 + 48 + 256};

  private final Random random = new Random(3389);
  private final Transport transport = new Transport();

  @Test
  void leaveInOneWriteFromTheBufferThatTheyWereMadeIn() throws IOException {
    for (int payload : PAYLOADS) {
      for (int added : ADDED) {
        byte[] buffer = RecordSplitPair.bufferOf(payload, new byte[64]);
        byte[] first = record(Math.min(1 + added, RecordSplitPair.LONGEST_OF_ONE_BYTE));
        byte[] second = record(Math.min(payload - 1, 16384) + added);
        byte[] held = put(first, buffer, payload);
        assertSame(buffer, held, "a copy of " + payload);
        assertLeave(first, second, held, buffer);
        assertSame(buffer, transport.from, "a copy of " + payload);
      }
    }
  }

  @Test
  void leaveTogetherWhereTheBufferIsTooSmallForBoth() throws IOException {
    byte[] buffer = new byte[140];
    byte[] first = record(53);
    byte[] held = put(first, buffer, 100);
    assertNotSame(buffer, held);
    assertLeave(first, record(140), held, buffer);
    assertLeave(first, record(60), held, buffer);
    assertSame(buffer, transport.from, "it has room");
  }

  @Test
  void leaveTogetherFromAnotherBufferThanTheFirstWasMadeIn() throws IOException {
    byte[] buffer = RecordSplitPair.bufferOf(100, new byte[0]);
    byte[] first = record(53);
    byte[] held = put(first, buffer, 100);
    assertLeave(first, record(149), held, new byte[150]);
    assertLeave(first, record(149), held, new byte[1000]);
    assertLeave(first, record(149), held, new byte[buffer.length]);
  }

  /** No library makes such a one. */
  @Test
  void theFirstStaysWholeBeforeASecondThatReachesIt() throws IOException {
    byte[] buffer = RecordSplitPair.bufferOf(2, new byte[0]);
    byte[] first = record(53);
    byte[] held = put(first, buffer, 2);
    assertLeave(first, record(buffer.length - RecordSplitPair.LONGEST_OF_ONE_BYTE), held, buffer);
    assertNotSame(buffer, transport.from);
  }

  @Test
  void whatDoesNotSayItsLengthIsCopied() throws IOException {
    byte[] buffer = RecordSplitPair.bufferOf(100, new byte[0]);
    byte[] first = record(53);
    first[4]++;
    byte[] held = put(first, buffer, 100);
    assertNotSame(buffer, held);
    assertLeave(first, record(149), held, buffer);
  }

  @Test
  void aBufferWithRoomIsKept() {
    byte[] buffer = new byte[100 + 768];
    assertSame(buffer, RecordSplitPair.bufferOf(100, buffer));
    assertEquals(101 + 768, RecordSplitPair.bufferOf(101, buffer).length);
    assertEquals(16384 + 768, RecordSplitPair.bufferOf(40000, buffer).length);
  }

  /** A record of so many bytes, as its header says. */
  private byte[] record(int length) {
    byte[] record = new byte[length];
    random.nextBytes(record);
    record[3] = (byte) ((length - 5) >> 8);
    record[4] = (byte) (length - 5);
    return record;
  }

  private static byte[] put(byte[] first, byte[] buffer, int payload) {
    System.arraycopy(first, 0, buffer, 0, first.length);
    byte[] held = RecordSplitPair.aside(buffer, 0, first.length, payload);
    Arrays.fill(buffer, 0, first.length, (byte) 0);
    return held;
  }

  private void assertLeave(byte[] first, byte[] second, byte[] held, byte[] buffer)
      throws IOException {
    System.arraycopy(second, 0, buffer, 0, second.length);
    transport.reset();
    transport.writes = 0;
    RecordSplitPair.write(transport, held, buffer, 0, second.length);
    byte[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    assertArrayEquals(both, transport.toByteArray());
    assertEquals(1, transport.writes);
  }

  private static final class Transport extends ByteArrayOutputStream {
    byte[] from;
    int writes;

    @Override
    public synchronized void write(byte[] bytes, int offset, int length) {
      from = bytes;
      writes++;
      super.write(bytes, offset, length);
    }
  }
}
