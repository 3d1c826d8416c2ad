package io.github.recordsplit.apps.fuzz;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLEngineResult.Status;
import javax.net.ssl.SSLException;

/** One engine from its first payload to its last byte, each result against that of a copy. */
final class Sequence {
  /** Calls with room for a packet that may bring nothing, one after the other. */
  private static final int PATIENCE = 4;

  private static final Status OVERFLOW = Status.BUFFER_OVERFLOW;

  private final boolean splits;
  private final Random random;
  private final Tally tally;
  private final Toy toy;
  private final SSLEngine engine;
  private final byte[] plain;
  private final ByteBuffer[] sources;
  private final ByteBuffer wire = ByteBuffer.allocate(1 << 19);
  private int consumed;
  private int finished;
  private int room;
  private boolean died;

  /** Whether a payload's first byte left without the rest. */
  private boolean restFollows;

  Sequence(String host, Random random, Tally tally) {
    this.splits = host.equals("split");
    this.random = random;
    this.tally = tally;
    toy = new Toy(random.nextLong());
    engine = random.nextBoolean() ? new ToyEngine(host, toy) : new ToyEngine.Deep(host, toy);
    plain = new byte[1 + random.nextInt(random.nextInt(4) == 0 ? 40_000 : 300)];
    random.nextBytes(plain);
    sources = sources();
  }

  void run() {
    for (int idle = 0; hasMore(); ) {
      if (idle == 0) {
        disturb();
      }
      int before = wire.position() + consumed;
      Call call = call();
      wrap(call);
      call.checkSurroundings();
      boolean progress = wire.position() + consumed > before;
      idle = progress || call.room < Toy.PACKET ? 0 : idle + 1;
      Check.that(idle < PATIENCE, "no progress");
      resolve();
    }
    finish();
  }

  private boolean hasMore() {
    return held() > 0
        || (toy.isClosing() ? !engine.isOutboundDone() : remaining() > 0)
        || toy.getHandshakeStatus() == HandshakeStatus.NEED_WRAP;
  }

  /** Bytes that the toy made and the caller has not. */
  private int held() {
    return toy.made - wire.position();
  }

  private void disturb() {
    if (toy.isClosing()) {
      return;
    }
    switch (random.nextInt(24)) {
      case 0:
      case 1:
        toy.pending = 1 + random.nextInt(3);
        toy.finishing = random.nextBoolean();
        break;
      case 2:
        toy.task = true;
        break;
      case 3:
        toy.unwrap = true;
        break;
      case 4:
        if (random.nextInt(8) == 0) {
          engine.closeOutbound();
          tally.closed++;
        }
        break;
      default:
    }
  }

  /** After an overflow a caller has to offer room for a packet. */
  private Call call() {
    int given = room > 0 ? room : room();
    room = 0;
    return new Call(sources, given, random);
  }

  private int room() {
    switch (random.nextInt(4)) {
      case 0:
        return random.nextInt(2 * Toy.PACKET);
      case 1:
        return random.nextInt(4) == 0 ? 0 : random.nextInt(200);
      case 2:
        return Toy.PACKET;
      default:
        return Math.min(remaining(), 16384) + random.nextInt(300);
    }
  }

  private void wrap(Call call) {
    int left = call.remaining();
    int held = held();
    int records = toy.records.size();
    int interruptions = toy.interruptions;
    boolean payload = call.offered() > 1;
    Toy copy = toy.copy();
    SSLEngineResult alone = call.on(copy);
    SSLEngineResult result = null;
    try {
      result = call.on(engine);
    } catch (SSLException e) {
      Check.equal("the toy died", e.getMessage(), "exception");
      Check.that(splits || alone == null, "exception that the engine alone does not throw");
      Check.equal(0, call.produced(), "bytes of a call that failed");
      died = true;
      tally.died++;
    }
    int taken = left - call.remaining();
    consumed += taken;
    wire.put(call.bytes());
    if (result == null) {
      return;
    }
    Check.equal(taken, result.bytesConsumed(), "consumed");
    Check.equal(call.produced(), result.bytesProduced(), "produced");
    finished += result.getHandshakeStatus() == HandshakeStatus.FINISHED ? 1 : 0;
    if (!splits) {
      Check.equal(String.valueOf(alone), result.toString(), "result");
    } else if (held > 0) {
      drained(call, result, held);
    } else {
      // What comes without a warning cannot be known before the engine is asked.
      own(call, result, copy.interruptions > interruptions ? null : alone, interruptions);
      pair(payload, result.bytesConsumed(), toy.records.size() - records);
    }
    state(result);
  }

  private void drained(Call call, SSLEngineResult result, int held) {
    tally.drained++;
    Check.equal(0, result.bytesConsumed(), "consumed while bytes are held");
    Check.equal(Math.min(held, call.room), result.bytesProduced(), "produced of held bytes");
    Check.equal(call.room == 0 ? OVERFLOW : Status.OK, result.getStatus(), "status");
  }

  /** Against what the engine alone would have done; null where it would have failed. */
  private void own(Call call, SSLEngineResult result, SSLEngineResult alone, int interruptions) {
    boolean dataAlone = alone == null || alone.bytesConsumed() > 0 || alone.getStatus() == OVERFLOW;
    if (!dataAlone) {
      Check.equal(alone.toString(), result.toString(), "result where no data goes");
    } else if (result.getStatus() == OVERFLOW) {
      tally.overflows++;
      Check.equal(0, result.bytesConsumed() + result.bytesProduced(), "bytes of an overflow");
      Check.that(
          call.room < Toy.PACKET || (alone != null && alone.getStatus() == OVERFLOW),
          "overflow with room for a packet");
      room = random.nextInt(4) == 0 ? 0 : Math.max(call.room, Toy.PACKET);
    } else {
      boolean closed = toy.isOutboundDone() && held() == 0;
      Check.equal(closed ? Status.CLOSED : Status.OK, result.getStatus(), "status");
      boolean interrupted = toy.interruptions > interruptions || toy.isOutboundDone();
      tally.interrupted += interrupted ? 1 : 0;
      Check.that(
          alone == null || interrupted || result.bytesConsumed() >= due(call, alone),
          "consumed " + result.bytesConsumed() + ", the engine alone " + alone);
    }
  }

  /** All that the engine alone takes; less only where there is no room for two padded records. */
  private static int due(Call call, SSLEngineResult alone) {
    int consumed = alone.bytesConsumed();
    return call.room >= consumed + Toy.LARGEST_PAIR ? consumed : Math.min(2, consumed);
  }

  /** A payload leaves as one byte and the rest, whatever comes between them. */
  private void pair(boolean payload, int consumed, int records) {
    if (restFollows && records > 0) {
      Check.equal(1, records, "records of the rest of a payload");
      restFollows = false;
    } else if (payload && records > 0) {
      Check.that(records <= 2, "records of one payload: " + records);
      restFollows = consumed == 1;
    }
    tally.pairs += records == 2 ? 1 : 0;
  }

  private void state(SSLEngineResult result) {
    boolean holding = held() > 0;
    HandshakeStatus due = holding ? HandshakeStatus.NEED_WRAP : toy.getHandshakeStatus();
    Check.equal(due, engine.getHandshakeStatus(), "handshake status");
    if (result.getHandshakeStatus() != HandshakeStatus.FINISHED) {
      Check.equal(due, result.getHandshakeStatus(), "handshake status of the result");
    }
    Check.equal(!holding && toy.isOutboundDone(), engine.isOutboundDone(), "outbound done");
  }

  /** What a caller does when the engine asks for it. */
  private void resolve() {
    for (Runnable task = engine.getDelegatedTask(); task != null; ) {
      task.run();
      task = engine.getDelegatedTask();
    }
    if (engine.getHandshakeStatus() == HandshakeStatus.NEED_UNWRAP) {
      try {
        engine.unwrap(ByteBuffer.allocate(0), ByteBuffer.allocate(0));
      } catch (SSLException e) {
        throw new AssertionError(e);
      }
    }
  }

  private void finish() {
    wire.flip();
    List<Integer> records = new ArrayList<>();
    byte[] received = Toy.decrypt(wire, records);
    Check.that(
        Arrays.equals(Arrays.copyOf(plain, consumed), received), "another plaintext arrived");
    Check.that(toy.isClosing() || consumed == plain.length, "not all was sent");
    Check.equal(toy.records, records, "records");
    // Two within one call are told once; who dies need not tell.
    Check.that(died || finished > 0 || toy.finished == 0, "FINISHED was not told");
    if (splits) {
      for (int i = 0; i < records.size(); i++) {
        boolean led = i > 0 && records.get(i - 1) == 1;
        Check.that(records.get(i) > 0, "an empty record");
        Check.that(records.get(i) == 1 || led, "not split: " + records);
      }
    }
    Check.that(!died || engine.isOutboundDone(), "no alert");
  }

  private ByteBuffer[] sources() {
    ByteBuffer[] all = new ByteBuffer[1 + random.nextInt(4)];
    int at = 0;
    for (int i = 0; i < all.length; i++) {
      int end = i == all.length - 1 ? plain.length : at + random.nextInt(plain.length - at + 1);
      ByteBuffer heap = ByteBuffer.wrap(plain, at, end - at);
      ByteBuffer direct = ByteBuffer.allocateDirect(end - at);
      direct.put(heap.duplicate()).flip();
      all[i] = random.nextBoolean() ? direct : heap;
      all[i] = random.nextBoolean() ? all[i] : all[i].asReadOnlyBuffer();
      at = end;
    }
    return all;
  }

  private int remaining() {
    return Arrays.stream(sources).mapToInt(ByteBuffer::remaining).sum();
  }
}
