package io.github.recordsplit.feature.rehearse;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.recordsplit.observe.log.AgentLog;
import io.github.recordsplit.rules.LogLevel;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLEngineResult.Status;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two results for one record, whatever the caller does in between. */
class SplitUnwrapTest {
  private static final byte[] RECORD = {23, 3, 1, 0, 4, 'a', 'b', 'c', 'd'};
  private static final byte[] OTHER = {23, 3, 1, 0, 4, 'x', 'b', 'c', 'd'};

  private static final String LOST = "a rehearsed reader loses the rest of a record at close";

  private final Rehearsals rehearsals = new Rehearsals(new AgentLog(LogLevel.OFF));
  private final Reading reading = new Reading(rehearsals);
  private SSLEngine engine;

  @BeforeEach
  void rehearse() throws GeneralSecurityException {
    engine = SSLContext.getDefault().createSSLEngine();
    reading.decided(null, true, false);
  }

  @Test
  void secondResultBringsTheRest() {
    ByteBuffer source = ByteBuffer.wrap(RECORD.clone());
    ByteBuffer destination = ByteBuffer.allocate(100);
    assertResult(Status.OK, 5, 1, unwrap(source, "hello", destination));
    assertEquals("h", text(destination));
    assertEquals(0, destination.get(1), "what was not produced yet is wiped out");
    assertResult(Status.OK, 4, 4, unwrap(source, null, destination));
    assertEquals("hello", text(destination));
    assertFalse(source.hasRemaining());
    assertEquals(1, finding().count(Outcome.READ_ON));
  }

  /** As Grizzly does: it looks for a record's header before each call. */
  @Test
  void whatRemainsLooksLikeARecord() {
    byte[] record = {23, 3, 1, 0, 9, 'a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i'};
    ByteBuffer source = ByteBuffer.wrap(record.clone());
    ByteBuffer destination = ByteBuffer.allocate(100);
    assertResult(Status.OK, 5, 1, unwrap(source, "hello", destination));
    byte[] header = new byte[5];
    source.duplicate().get(header);
    assertArrayEquals(new byte[] {23, 3, 1, 0, 4}, header);
    assertResult(Status.OK, 9, 4, unwrap(source, null, destination));
    assertEquals("hello", text(destination));
    // Who had a copy of the record comes back with that.
    assertResult(Status.OK, 5, 1, unwrap(ByteBuffer.wrap(record.clone()), "again", destination));
    ByteBuffer copy = ByteBuffer.wrap(record, 5, 9);
    assertResult(Status.OK, 9, 4, unwrap(copy, null, destination));
    assertEquals("helloagain", text(destination));
  }

  /** There is no place for a header. */
  @Test
  void whatCannotBeWrittenToIsLeftAlone() {
    ByteBuffer source = ByteBuffer.wrap(RECORD.clone()).asReadOnlyBuffer();
    assertResult(Status.OK, 9, 5, unwrap(source, "hello", ByteBuffer.allocate(100)));
  }

  @Test
  void firstByteMayFillABufferOfItsOwn() {
    ByteBuffer[] to = {ByteBuffer.allocate(0), ByteBuffer.allocate(1), ByteBuffer.allocate(9)};
    ByteBuffer source = ByteBuffer.wrap(RECORD.clone());
    assertResult(Status.OK, 5, 1, unwrap(source, "hello", to));
    assertEquals("h", text(to[1]) + text(to[2]));
    assertResult(Status.OK, 4, 4, unwrap(source, null, to));
    assertEquals("hello", text(to[1]) + text(to[2]));
  }

  @Test
  void halfOfTheRemainderOrTooLittleRoomChangesNothing() {
    ByteBuffer source = ByteBuffer.wrap(RECORD.clone());
    ByteBuffer destination = ByteBuffer.allocate(100);
    assertResult(Status.OK, 5, 1, unwrap(source, "hello", destination));
    source.limit(7);
    assertResult(Status.BUFFER_UNDERFLOW, 0, 0, unwrap(source, null, destination));
    source.limit(9);
    assertResult(Status.BUFFER_OVERFLOW, 0, 0, unwrap(source, null, ByteBuffer.allocate(3)));
    assertResult(Status.OK, 4, 4, unwrap(source, null, destination));
    assertEquals("hello", text(destination));
  }

  @Test
  void whoSkipsTheRemainderGetsItsBytesWithTheNextRecordAndIsLeftAlone() {
    ByteBuffer destination = ByteBuffer.allocate(100);
    assertResult(Status.OK, 5, 1, unwrap(ByteBuffer.wrap(RECORD.clone()), "hello", destination));
    ByteBuffer next = ByteBuffer.wrap(OTHER.clone());
    assertResult(Status.OK, 9, 10, unwrap(next, " world", destination));
    assertEquals("hello world", text(destination));
    assertEquals(1, finding().count(Outcome.UNFIT));
    next = ByteBuffer.wrap(RECORD.clone());
    assertResult(Status.OK, 9, 2, unwrap(next, "ok", destination));
    assertEquals("hello worldok", text(destination));
  }

  @Test
  void whoClosesInBetweenGetsTheRestAllTheSame() {
    ByteBuffer source = ByteBuffer.wrap(RECORD.clone());
    ByteBuffer destination = ByteBuffer.allocate(100);
    assertResult(Status.OK, 5, 1, unwrap(source, "hello", destination));
    reading.onClose();
    assertNotNull(unwrap(source, null, destination), LOST);
    assertEquals("hello", text(destination), LOST);
    assertEquals(1, finding().count(Outcome.CLOSED));
  }

  @Test
  void soDoesASocketThatIsClosedInBetween() {
    ByteBuffer plain = ByteBuffer.allocate(100);
    plain.put("hello".getBytes(US_ASCII));
    reading.read(plain, new Me());
    assertEquals("h", text(plain));
    reading.onClose();
    ByteBuffer rest = reading.next(ByteBuffer.allocate(1));
    assertNotNull(rest, LOST);
    assertEquals("ello", text(rest), LOST);
  }

  @Test
  void aSingleByteIsLeftAsItIs() {
    ByteBuffer source = ByteBuffer.wrap(RECORD.clone());
    assertResult(Status.OK, 9, 1, unwrap(source, "h", ByteBuffer.allocate(9)));
    assertTrue(rehearsals.snapshot().isEmpty());
  }

  /** One unwrap of an engine that makes {@code plain} of the source, or that is not asked. */
  private SSLEngineResult unwrap(ByteBuffer source, String plain, ByteBuffer... destinations) {
    SplitUnwrap unwrap = reading.unwrap();
    Buffers to = new Buffers(destinations, 0, destinations.length);
    SSLEngineResult done = unwrap.begin(engine, new Buffers(new ByteBuffer[] {source}, 0, 1), to);
    reading.tellReadOn();
    if (plain == null) {
      return done;
    }
    assertNull(done);
    int consumed = source.remaining();
    source.position(source.limit());
    to.put(plain.getBytes(US_ASCII));
    SSLEngineResult own =
        new SSLEngineResult(Status.OK, HandshakeStatus.NOT_HANDSHAKING, consumed, plain.length());
    return unwrap.end(own, new Me());
  }

  private Finding finding() {
    return rehearsals.snapshot().get(0);
  }

  private static String text(ByteBuffer buffer) {
    ByteBuffer view = buffer.duplicate();
    view.flip();
    return US_ASCII.decode(view).toString();
  }

  private static void assertResult(
      Status status, int consumed, int produced, SSLEngineResult result) {
    assertEquals(
        status + " " + consumed + " " + produced,
        result.getStatus() + " " + result.bytesConsumed() + " " + result.bytesProduced());
  }

  private static final class Me implements Reader {
    @Override
    public String name() {
      return "me";
    }

    @Override
    public boolean dropsRemainders() {
      return false;
    }

    @Override
    public String peer() {
      return "you";
    }
  }
}
