package io.github.recordsplit.library.unknown;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.recordsplit.tls.Version;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class RecordVersionTest {
  private static final String HELLO_1_0 = "16 0301 0002 aabb";
  private static final String CHANGE_1_2 = "14 0303 0001 01";
  private static final String DATA_1_0 = "17 0301 0003 aabbcc";

  @Test
  void aClientHelloSaysNothingAndChangeCipherSpecAll() {
    assertEquals(Version.UNKNOWN, after(HELLO_1_0));
    assertEquals(Version.TLS12, after(HELLO_1_0, HELLO_1_0 + CHANGE_1_2 + HELLO_1_0));
    assertEquals(Version.TLS10, after(DATA_1_0));
    assertEquals(Version.DTLS, after("16 feff 0000 000000000000 0001 aa"));
  }

  @Test
  void followsARecordOverSeveralCalls() {
    String looksLikeChange = "16 0301 000c 14 0303 0001 01 14 0303 0001 01";
    assertEquals(Version.UNKNOWN, after(looksLikeChange));
    assertEquals(Version.UNKNOWN, after("16 0301 0006", CHANGE_1_2));
    assertEquals(Version.TLS10, after("16 0301 0006", CHANGE_1_2 + DATA_1_0));
    assertEquals(Version.UNKNOWN, after("16 0301 0012", CHANGE_1_2, CHANGE_1_2));
  }

  @Test
  void guessesNothingOnceItLostCount() {
    assertEquals(Version.UNKNOWN, after("16 0301", CHANGE_1_2));
  }

  @Test
  void passesByAClientHelloOfSslV2() {
    assertEquals(Version.TLS10, after("80 2e 01 0301 0015 14 0303 0001 01", DATA_1_0));
  }

  private static Version after(String... made) {
    RecordVersion version = new RecordVersion();
    for (String call : made) {
      byte[] bytes = HexFormat.of().parseHex(call.replace(" ", ""));
      ByteBuffer at3 = ByteBuffer.allocate(bytes.length + 3);
      at3.position(3);
      at3.put(bytes);
      version.seen(at3, 3, at3.position());
    }
    return version.version();
  }
}
