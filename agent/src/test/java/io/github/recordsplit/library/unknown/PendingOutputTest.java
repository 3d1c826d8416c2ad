package io.github.recordsplit.library.unknown;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.recordsplit.bridge.lang.RecordSplitDecision;
import io.github.recordsplit.connection.SplitDecider;
import java.io.ByteArrayOutputStream;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLEngineResult.Status;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.Test;

/** What did not fit into a destination leaves later: each byte once, in its order. */
class PendingOutputTest {
  private static final String TWICE = "held bytes are sent twice, or lost";
  private static final int SIZE = 100;

  /** More than the first record lets expect. */
  private static final int PADDING = 60;

  private final PlainEngine engine =
      new PlainEngine() {
        @Override
        int padding(int length) {
          return length > 1 ? PADDING : 0;
        }

        @Override
        public SSLEngineResult wrap(ByteBuffer[] sources, int offset, int length, ByteBuffer to)
            throws SSLException {
          if (dies && sources[offset].remaining() > 1) {
            throw new SSLException("it died");
          }
          return super.wrap(sources, offset, length, to);
        }
      };
  private final EngineSplitter splitter = new EngineSplitter(splitsAll());
  private boolean dies;
  private final ByteArrayOutputStream wire = new ByteArrayOutputStream();

  @Test
  void eachByteLeavesOnce() throws SSLException {
    ByteBuffer source = source();
    wrap(source, 1000); // from here on it is known how long a record of one byte is
    for (int room : new int[] {150, 155, 150}) {
      source = source();
      SSLEngineResult result = wrap(source, room);
      assertEquals(Status.OK + "/" + SIZE, result.getStatus() + "/" + result.bytesConsumed());
      assertEquals(HandshakeStatus.NEED_WRAP, result.getHandshakeStatus());
      assertTrue(splitter.isHolding());
      ByteBuffer next = source();
      assertEquals(Status.BUFFER_OVERFLOW, wrap(next, 0).getStatus());
      drain(next);
    }
    assertArrayEquals(engine.made.toByteArray(), wire.toByteArray(), TWICE);
  }

  /** Its caller throws the destination away: what is in it must leave before the alert. */
  @Test
  void theFirstRecordLeavesOnceIfTheEngineFailsAtTheSecond() throws SSLException {
    dies = true;
    ByteBuffer out = ByteBuffer.allocate(1000);
    assertThrows(SSLException.class, () -> splitter.wrap(engine, source(), 0, -1, out));
    assertEquals(0, out.position(), TWICE);
    drain(ByteBuffer.allocate(0));
    assertEquals(6, engine.made.size());
    assertArrayEquals(engine.made.toByteArray(), wire.toByteArray(), TWICE);
  }

  private void drain(ByteBuffer next) throws SSLException {
    for (int calls = 0; splitter.isHolding() && calls < SIZE; calls++) {
      assertEquals(0, wrap(next, 7).bytesConsumed(), "taken while bytes are held");
    }
    assertFalse(splitter.isHolding(), "held bytes never leave");
  }

  /** What is taken back of a destination that its owner may throw away. */
  @Test
  void whatIsTakenBackLeavesOnce() {
    PendingOutput held = new PendingOutput();
    ByteBuffer destination = ByteBuffer.allocate(40);
    destination.put(source().array(), 0, 30);
    held.takeBack(destination, 10);
    assertEquals(10, destination.position());
    for (int left = 20; held.isHolding() && left > 0; left -= 8) {
      assertEquals(left, held.left());
      destination.clear().limit(8);
      assertEquals(Math.min(8, left), held.drain(engine, destination).bytesProduced());
      wire.write(destination.array(), 0, destination.position());
    }
    assertFalse(held.isHolding());
    byte[] due = new byte[20];
    source().position(10).get(due);
    assertArrayEquals(due, wire.toByteArray(), TWICE);
  }

  private static ByteBuffer source() {
    ByteBuffer source = ByteBuffer.allocate(SIZE);
    for (int i = 0; i < SIZE; i++) {
      source.put((byte) i);
    }
    return source.flip();
  }

  private SSLEngineResult wrap(ByteBuffer source, int room) throws SSLException {
    ByteBuffer out = ByteBuffer.allocate(room);
    SSLEngineResult result = splitter.wrap(engine, source, 0, -1, out);
    assertEquals(out.position(), result.bytesProduced());
    wire.write(out.array(), 0, out.position());
    return result;
  }

  private static SplitDecider splitsAll() {
    return (SplitDecider)
        Proxy.newProxyInstance(
            PendingOutputTest.class.getClassLoader(),
            new Class<?>[] {SplitDecider.class},
            (proxy, method, arguments) ->
                method.getReturnType() == RecordSplitDecision.class
                    ? RecordSplitDecision.SPLIT
                    : method.getReturnType() == boolean.class ? false : null);
  }
}
