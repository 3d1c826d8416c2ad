package io.github.recordsplit.feature.peeraddress;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class OriginsTest {
  private static final InetSocketAddress A = from(1001);
  private static final InetSocketAddress B = from(1002);

  private final Random random = new Random(7);
  private final Origins origins = new Origins(42);

  @Test
  void aHelloIsKnownWhereverItWasCopied() {
    byte[] a = hello();
    byte[] b = hello();
    ByteBuffer shared = ByteBuffer.allocateDirect(1000);
    read(A, shared, a);
    read(B, shared, b);
    assertEquals(A, origins.of(ByteBuffer.wrap(a)));
    assertEquals(B, origins.of(ByteBuffer.wrap(b)));
    assertNull(origins.of(ByteBuffer.wrap(hello())), "a hello that nobody read");
  }

  @Test
  void eachRecordOfItsOwnIsKnown() {
    byte[][] records = {
      record(22, with(2, 80)), // a server's hello
      record(22, with(16, 262)), // an encrypted secret
      record(23, bytes(32)), // the first of a pair
      record(23, bytes(16384)),
      record(23, bytes(16)),
      oldHello(70),
      oldHello(400),
    };
    for (byte[] record : records) {
      read(A, ByteBuffer.allocate(20_000), record);
      assertEquals(A, origins.of(ByteBuffer.wrap(record)), "record of type " + record[0]);
    }
  }

  /** Many connections send the same there, or hardly anything. */
  @Test
  void whatOthersMaySendTooTellsNothing() {
    byte[][] records = {
      record(20, new byte[] {1}), // change cipher spec
      record(22, with(11, 900)), // a certificate
      record(21, bytes(32)),
      record(23, bytes(15)),
      "GET / HTTP/1.1\r\nHost: one.example.test:8080\r\n\r\n"
          .getBytes(java.nio.charset.StandardCharsets.US_ASCII),
      Arrays.copyOf(hello(), 42),
      oldHello(600),
      {22, 3, 1, 0, 5},
      {(byte) 0x80, 46, 1},
      {},
    };
    for (byte[] record : records) {
      if (record.length > 0) {
        read(A, ByteBuffer.allocate(20_000), record);
      }
      assertNull(origins.of(ByteBuffer.wrap(record)), Arrays.toString(record));
    }
  }

  /** A datagram's hello has another version, and is no business of ours. */
  @Test
  void datagramsAreNotLookedAt() {
    byte[] hello = hello();
    hello[1] = (byte) 0xfe;
    read(A, ByteBuffer.allocate(1000), hello);
    assertNull(origins.of(ByteBuffer.wrap(hello)));
  }

  @Test
  void whoRepeatsWhatItOverheardMakesItNobodys() {
    byte[] hello = hello();
    read(A, ByteBuffer.allocate(1000), hello);
    read(A, ByteBuffer.allocate(1000), hello);
    assertEquals(A, origins.of(ByteBuffer.wrap(hello)), "twice from one address");
    read(B, ByteBuffer.allocate(1000), hello);
    assertNull(origins.of(ByteBuffer.wrap(hello)), "from two addresses");
    read(A, ByteBuffer.allocate(1000), hello);
    assertNull(origins.of(ByteBuffer.wrap(hello)), "from two addresses, once more");
  }

  @Test
  void aHeaderMayBeReadAlone() {
    byte[] hello = hello();
    ByteBuffer buffer = ByteBuffer.allocate(1000);
    buffer.put(hello, 0, 5);
    origins.read(A, buffer, 5);
    buffer.put(hello, 5, hello.length - 5);
    origins.read(A, buffer, hello.length - 5);
    assertEquals(A, origins.of(ByteBuffer.wrap(hello)));
  }

  /** What stood in the buffer before must not pass for what was read now. */
  @Test
  void whatWasThereBeforeIsNotThatChannels() {
    byte[] first = hello();
    byte[] second = hello();
    ByteBuffer buffer = ByteBuffer.allocate(1000);
    buffer.put(first);
    buffer.put(second);
    origins.read(B, buffer, second.length);
    assertNull(origins.of(ByteBuffer.wrap(first)), "a record that was there before");
    assertEquals(B, origins.of(ByteBuffer.wrap(second)));
  }

  @Test
  void severalBuffersMayBeReadInto() {
    byte[] hello = hello();
    ByteBuffer[] parts = {ByteBuffer.allocate(9), ByteBuffer.allocate(5), ByteBuffer.allocate(500)};
    parts[1].put(hello, 0, 5);
    parts[2].put(hello, 5, hello.length - 5);
    origins.read(A, parts, 1, 2, hello.length);
    assertEquals(A, origins.of(ByteBuffer.wrap(hello)));

    byte[] other = hello();
    ByteBuffer[] full = {ByteBuffer.allocate(500), ByteBuffer.allocate(500)};
    full[0].put(new byte[300]).put(other);
    origins.read(A, full, 0, 2, other.length);
    assertEquals(A, origins.of(ByteBuffer.wrap(other)), "all in a buffer that had bytes before");

    byte[] old = hello();
    ByteBuffer before = ByteBuffer.allocate(old.length);
    before.put(old);
    ByteBuffer now = ByteBuffer.allocate(500);
    now.put(hello());
    origins.read(A, new ByteBuffer[] {before, now}, 0, 2, now.position());
    assertNull(origins.of(ByteBuffer.wrap(old)), "a buffer that was full before");
  }

  @Test
  void severalBuffersMayBeDecrypted() {
    byte[] hello = hello();
    read(A, ByteBuffer.allocate(1000), hello);
    ByteBuffer[] parts = {
      ByteBuffer.allocate(0),
      null,
      ByteBuffer.wrap(hello, 0, 3),
      ByteBuffer.wrap(hello, 3, 20),
      ByteBuffer.wrap(hello, 23, hello.length - 23)
    };
    assertEquals(A, origins.of(parts, 0));
    assertEquals(A, origins.of(parts, 2));
    assertNull(origins.of(parts, 3), "its first bytes are left out");
    assertNull(origins.of(parts, 5));
    assertNull(origins.of(parts, -1), "for the library to refuse");
    assertNull(origins.of((ByteBuffer) null));
  }

  @Test
  void theNewestThousandsAreRemembered() {
    byte[][] hellos = new byte[20_000][];
    ByteBuffer buffer = ByteBuffer.allocate(1000);
    int forgotten = 0;
    for (int i = 0; i < hellos.length; i++) {
      hellos[i] = hello();
      read(i % 2 == 0 ? A : B, buffer, hellos[i]);
      int old = Math.max(0, i - 1000);
      InetSocketAddress from = origins.of(ByteBuffer.wrap(hellos[old]));
      forgotten += from == null ? 1 : 0;
      assertEquals(from == null ? null : old % 2 == 0 ? A : B, from, "number " + old);
    }
    assertEquals(0, forgotten, "forgotten of the newest thousand");
    assertNull(origins.of(ByteBuffer.wrap(hellos[0])), "the oldest is kept for ever");
  }

  private static InetSocketAddress from(int port) {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
  }

  private void read(InetSocketAddress from, ByteBuffer buffer, byte[] bytes) {
    buffer.clear();
    buffer.put(bytes);
    origins.read(from, buffer, bytes.length);
  }

  private byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  private byte[] with(int type, int length) {
    byte[] message = bytes(length);
    message[0] = (byte) type;
    return message;
  }

  private byte[] hello() {
    return record(22, with(1, 120));
  }

  private static byte[] record(int type, byte[] content) {
    ByteBuffer record = ByteBuffer.allocate(5 + content.length);
    record.put((byte) type).put((byte) 3).put((byte) 1).putShort((short) content.length);
    return record.put(content).array();
  }

  /** Its random number is the last of it. */
  private byte[] oldHello(int length) {
    ByteBuffer hello = ByteBuffer.allocate(2 + length);
    hello.putShort((short) (0x8000 | length)).put((byte) 1).put((byte) 3).put((byte) 1);
    hello.position(2 + length - 16);
    return hello.put(bytes(16)).array();
  }
}
