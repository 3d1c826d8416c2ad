package io.github.recordsplit.tools.probe;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.recordsplit.tls.Version;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RecordReaderTest {
  private static final byte[] CLIENT_HELLO = {22, 3, 1, 0, 4, 1, 0, 0, 0};
  private static final byte[] DATA = {23, 3, 1, 0, 2, 7, 7};

  @Test
  void readsHeadersHoweverTheBytesAreCut() {
    byte[] all =
        join(
            "220 ready\r\n".getBytes(US_ASCII),
            CLIENT_HELLO,
            DATA,
            DATA,
            new byte[] {21, 3, 1, 0, 0});
    List<String> due = List.of("begins 11", "22 4", "first 4", "23 2", "23 2", "21 0");
    for (int cut = 1; cut <= all.length; cut++) {
      assertEquals(due, read(all, cut), "cut into " + cut);
    }
  }

  @Test
  void whatIsNoRecordIsToldOnce() {
    byte[] all = join(CLIENT_HELLO, DATA, new byte[100]);
    assertEquals(List.of("begins 0", "22 4", "first 4", "23 2", "garbage"), read(all, 3));
    byte[] tooLong = join(CLIENT_HELLO, new byte[] {23, 3, 1, (byte) 0x80, 0});
    assertEquals(List.of("begins 0", "22 4", "first 4", "garbage"), read(tooLong, 100));
  }

  @Test
  void noTlsAtAll() {
    Seen seen = new Seen();
    RecordReader reader = new RecordReader(seen);
    byte[] http = "HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(US_ASCII);
    reader.add(http, http.length);
    assertEquals(http.length, reader.plain());
    assertEquals(List.of(), seen.calls);
  }

  @Test
  void anAlertInPlaceOfAHello() {
    assertEquals(
        List.of("begins 0", "21 2", "first 2"), read(new byte[] {21, 3, 1, 0, 2, 2, 40}, 9));
  }

  /** As Java 6 greets (SSLv2Hello). */
  @Test
  void aHelloInTheFormOfSsl2() {
    byte[] hello = new byte[2 + 60];
    hello[0] = (byte) 0x80;
    hello[1] = 60;
    hello[2] = 1;
    hello[3] = 3;
    hello[4] = 1;
    assertEquals(List.of("begins 0", "22 60", "23 2"), read(join(hello, DATA), 7));
  }

  /** Nobody's bytes make it fail or keep much. */
  @Test
  void takesAnything() {
    Random random = new Random(42);
    for (int i = 0; i < 2000; i++) {
      byte[] bytes = new byte[1 + random.nextInt(300)];
      random.nextBytes(bytes);
      byte[] all = random.nextBoolean() ? bytes : join(CLIENT_HELLO, bytes);
      assertTrue(read(all, 1 + random.nextInt(20)).size() < 100);
      bytes[0] = 2;
      assertDoesNotThrow(() -> ServerHello.of(bytes));
    }
  }

  @Test
  void serverHello() {
    byte[] hello = new byte[4 + 2 + 32 + 1 + 2 + 1 + 2 + 4];
    hello[0] = 2;
    hello[3] = (byte) (hello.length - 4);
    hello[4] = 3;
    hello[5] = 1;
    hello[40] = 0x2f;
    hello[43] = 4;
    hello[45] = 22; // encrypt_then_mac
    ServerHello read = ServerHello.of(hello);
    assertEquals(Version.TLS10, read.version);
    assertEquals("TLS_RSA_WITH_AES_128_CBC_SHA", OldSuites.name(read.suite));
    assertTrue(read.encryptThenMac);
    hello[45] = 43; // supported_versions
    assertEquals(Version.TLS13, ServerHello.of(hello).version);
    assertNull(ServerHello.of(Arrays.copyOf(hello, 30)));
    assertNull(ServerHello.of(new byte[0]));
  }

  private static byte[] join(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }

  private static List<String> read(byte[] all, int cut) {
    Seen seen = new Seen();
    RecordReader reader = new RecordReader(seen);
    for (int at = 0; at < all.length; at += cut) {
      byte[] part = Arrays.copyOfRange(all, at, Math.min(all.length, at + cut));
      reader.add(part, part.length);
    }
    return seen.calls;
  }

  private static final class Seen implements RecordReader.Listener {
    final List<String> calls = new ArrayList<>();

    @Override
    public void begins(long plain) {
      calls.add("begins " + plain);
    }

    @Override
    public void record(int type, int length) {
      calls.add(type + " " + length);
    }

    @Override
    public void first(byte[] content) {
      calls.add("first " + content.length);
    }

    @Override
    public void garbage() {
      calls.add("garbage");
    }
  }
}
