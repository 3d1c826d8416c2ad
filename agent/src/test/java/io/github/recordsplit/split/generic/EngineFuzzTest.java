package io.github.recordsplit.split.generic;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.recordsplit.split.Bridge;
import java.nio.ByteBuffer;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLEngineResult.Status;
import org.junit.jupiter.api.Test;

/**
 * Random sequences of sources, destinations and states, through the splitter and without it. The
 * number of sequences is {@code -Drecordsplit.fuzz=N}, 100,000 in full; the seed is printed, and
 * {@code -Drecordsplit.fuzz.seed} repeats it.
 */
class EngineFuzzTest {
  private static final int SEQUENCES = Integer.getInteger("recordsplit.fuzz", 5000);

  private int splits;
  private int overflows;
  private int drained;

  @Test
  void isTheSameEngineToItsCaller() throws Exception {
    long seed = Long.getLong("recordsplit.fuzz.seed", System.nanoTime());
    System.out.println("engine fuzz: " + SEQUENCES + " sequences, seed " + seed);
    for (int i = 0; i < SEQUENCES; i++) {
      long own = seed + i;
      try {
        sequence(own);
      } catch (Throwable t) {
        throw new AssertionError("sequence with recordsplit.fuzz.seed=" + own, t);
      }
    }
    System.out.println(
        "engine fuzz: " + splits + " pairs, " + overflows + " overflows, " + drained + " drained");
    assertTrue(splits > SEQUENCES, () -> "pairs: " + splits);
    assertTrue(overflows > SEQUENCES / 10, () -> "overflows: " + overflows);
    assertTrue(drained > SEQUENCES / 200, () -> "drained: " + drained);
  }

  private void sequence(long seed) throws Exception {
    Random random = new Random(seed);
    ToyEngine engine = new ToyEngine(random);
    AtomicInteger decision = new AtomicInteger(Bridge.SPLIT);
    EngineSplitter splitter = new EngineSplitter(new Fixed(decision));
    byte[] plain = new byte[1 + random.nextInt(random.nextInt(4) == 0 ? 40_000 : 300)];
    random.nextBytes(plain);
    ByteBuffer[] sources = sources(plain, random);
    ByteBuffer wire = ByteBuffer.allocate(400_000);
    int room = 0;
    int idle = 0;
    while (remaining(sources) > 0 || splitter.isHolding()) {
      if (random.nextInt(8) == 0) {
        engine.pending = 1 + random.nextInt(3);
      }
      room = room > 0 ? room : room(remaining(sources), random);
      ByteBuffer destination =
          random.nextBoolean() ? ByteBuffer.allocate(room) : ByteBuffer.allocateDirect(room);
      SSLEngineResult result = wrap(engine, splitter, sources, destination, random);
      check(engine, result, destination, room, splitter);
      room = result.getStatus() == Status.BUFFER_OVERFLOW ? Math.max(room, ToyEngine.PACKET) : 0;
      idle = destination.position() == 0 ? idle + 1 : 0;
      assertTrue(idle < 4, "no progress");
      destination.flip();
      wire.put(destination);
    }
    wire.flip();
    assertArrayEquals(plain, engine.decrypt(wire));
  }

  private static void rewound(ByteBuffer[] sources, int total, SSLEngineResult result) {
    assertEquals(result.bytesConsumed(), total - remaining(sources), "consumed");
  }

  private SSLEngineResult wrap(
      ToyEngine engine, EngineSplitter splitter, ByteBuffer[] sources, ByteBuffer to, Random random)
      throws Exception {
    int total = remaining(sources);
    boolean held = splitter.isHolding();
    int length = sources.length == 1 && random.nextBoolean() ? -1 : sources.length;
    Object given = length < 0 ? sources[0] : sources;
    if (length > 0 && random.nextBoolean()) {
      length = -1;
    }
    SSLEngineResult result = splitter.wrap(engine, given, 0, length, to);
    if (result == null) {
      result = engine.wrap(sources, 0, sources.length, to);
    }
    drained += held ? 1 : 0;
    splits += result.bytesConsumed() > 1 ? 1 : 0;
    rewound(sources, total, result);
    return result;
  }

  private void check(
      ToyEngine engine,
      SSLEngineResult result,
      ByteBuffer destination,
      int room,
      EngineSplitter splitter) {
    assertEquals(destination.position(), result.bytesProduced(), "produced");
    if (result.getStatus() == Status.BUFFER_OVERFLOW) {
      overflows++;
      assertEquals(0, result.bytesConsumed() + result.bytesProduced());
      assertTrue(room < ToyEngine.PACKET, "overflow with room for a packet");
    } else {
      assertEquals(Status.OK, result.getStatus());
    }
    HandshakeStatus due =
        splitter.isHolding() || engine.pending > 0
            ? HandshakeStatus.NEED_WRAP
            : HandshakeStatus.NOT_HANDSHAKING;
    assertEquals(due, result.getHandshakeStatus());
  }

  /** Any, hardly any, or about what the records take. */
  private static int room(int plain, Random random) {
    return switch (random.nextInt(3)) {
      case 0 -> random.nextInt(2 * ToyEngine.PACKET);
      case 1 -> random.nextInt(200);
      default -> Math.min(plain, 16384) + random.nextInt(300);
    };
  }

  private static ByteBuffer[] sources(byte[] plain, Random random) {
    ByteBuffer[] sources = new ByteBuffer[1 + random.nextInt(4)];
    int at = 0;
    for (int i = 0; i < sources.length; i++) {
      int end = i == sources.length - 1 ? plain.length : at + random.nextInt(plain.length - at + 1);
      ByteBuffer heap = ByteBuffer.wrap(plain, at, end - at).slice();
      ByteBuffer direct = ByteBuffer.allocateDirect(end - at).put(heap.duplicate()).flip();
      sources[i] = random.nextBoolean() ? direct : heap.asReadOnlyBuffer();
      at = end;
    }
    return sources;
  }

  private static int remaining(ByteBuffer[] sources) {
    int bytes = 0;
    for (ByteBuffer source : sources) {
      bytes += source.remaining();
    }
    return bytes;
  }

  private record Fixed(AtomicInteger decision) implements Decider {
    @Override
    public int onPayload(int length, int facts) {
      return length < 2 ? Bridge.NEVER : decision.get();
    }

    @Override
    public int failed(Throwable t) {
      throw new AssertionError(t);
    }

    @Override
    public void forget() {}

    @Override
    public boolean cannot(String why) {
      throw new AssertionError(why);
    }
  }
}
