package io.github.recordsplit.split;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntBinaryOperator;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.Test;

class BridgeTest {
  private final Transport transport = new Transport();

  @Test
  void itsNameInJavaLangIsAsLongAsItsOwn() {
    assertEquals(Bridge.class.getName().length(), BridgeDefiner.NAME.length());
  }

  @Test
  void holdsTheFirstRecordAndSendsItWithTheSecond() throws IOException {
    byte[] held = write("one", null, Bridge.SPLIT);
    assertEquals(List.of(), transport.writes);
    held = write("two", held, Bridge.SPLIT);
    write("three", held, Bridge.SPLIT);
    assertEquals(List.of("onetwo", "three"), transport.writes);
  }

  @Test
  void flushesNothingWhileItHolds() throws IOException {
    byte[] held = write("one", null, Bridge.SPLIT);
    Bridge.flush(transport, held);
    assertEquals(0, transport.flushes);
    Bridge.flush(transport, write("two", held, Bridge.SPLIT));
    assertEquals(1, transport.flushes);
  }

  @Test
  void writesThroughWhatIsNotSplit() throws IOException {
    byte[] held = write("one", null, Bridge.LEAVE);
    Bridge.flush(transport, held);
    write("two", held, Bridge.NEVER);
    assertEquals(List.of("one", "two"), transport.writes);
    assertEquals(1, transport.flushes);
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
    new Bridge()
        .accept(
            new Object[] {
              (java.util.function.Function<Object, IntBinaryOperator>) record -> broken,
              null,
              null,
              (java.util.function.Function<Throwable, Integer>) t -> onFailure,
              null
            });
    return Bridge.onPayload(Bridge.UNDECIDED, new Object(), 2, false, true, false);
  }

  private byte[] write(String record, byte[] held, int decision) throws IOException {
    byte[] buffer = new byte[64];
    byte[] bytes = record.getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(bytes, 0, buffer, 0, bytes.length);
    return Bridge.write(transport, buffer, 0, bytes.length, held, decision);
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
