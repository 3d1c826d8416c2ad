package io.github.recordsplit.library.unknown;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.recordsplit.bridge.lang.RecordSplitDecision;
import io.github.recordsplit.connection.SplitDecider;
import io.github.recordsplit.tls.RecordHeaders;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.Test;

/** Apart above an engine that nobody can tell not to split, and above one that does not. */
class EngineApartTest {
  private final List<String> cannot = new ArrayList<>();
  private RecordSplitDecision decision = RecordSplitDecision.SPLIT_APART;
  private final EngineSplitter splitter = new EngineSplitter(new Fixed());

  @Test
  void theFirstByteGoesByItself() throws SSLException {
    SSLEngine engine = new PlainEngine();
    assertEquals(List.of("1/1", "99/1"), send(engine, 100));
    assertEquals(List.of("1/1", "1/1"), send(engine, 2));
    assertEquals(List.of("1/1"), send(engine, 1));
    assertEquals(List.of("1/1", "16384/1", "1/1", "16384/1", "1/1", "7229/1"), send(engine, 40000));
    assertEquals(List.of(), cannot);
  }

  @Test
  void theRestFollowsWhateverIsDecidedMeanwhile() throws SSLException {
    SSLEngine engine = new PlainEngine();
    ByteBuffer source = ByteBuffer.allocate(100);
    assertEquals("1/1", wrap(engine, source));
    decision = RecordSplitDecision.LEAVE;
    assertEquals("99/1", wrap(engine, source));
    decision = RecordSplitDecision.SPLIT;
    assertEquals(List.of("100/2"), send(engine, 100));
  }

  @Test
  void whatSplitsByItselfIsSeenOnceAndTold() throws SSLException {
    SSLEngine engine = new Splitting();
    assertEquals(List.of("1/1", "99/2"), send(engine, 100));
    assertEquals(List.of("100/2"), send(engine, 100));
    assertEquals(
        List.of(RecordSplitDecision.SPLIT_APART + " its TLS library splits by itself, in one go"),
        cannot);
  }

  private List<String> send(SSLEngine engine, int size) throws SSLException {
    List<String> calls = new ArrayList<>();
    for (ByteBuffer source = ByteBuffer.allocate(size); source.hasRemaining(); ) {
      calls.add(wrap(engine, source));
    }
    return calls;
  }

  /** As woven code does: bytes taken, and records made. */
  private String wrap(SSLEngine engine, ByteBuffer source) throws SSLException {
    ByteBuffer out = ByteBuffer.allocate(17_000);
    SSLEngineResult result = splitter.wrap(engine, source, 0, -1, out);
    result = result == null ? engine.wrap(source, out) : result;
    return result.bytesConsumed() + "/" + RecordHeaders.count(out, 0, out.position());
  }

  private final class Fixed implements SplitDecider {
    @Override
    public RecordSplitDecision onPayload(int length, int facts) {
      return length < 2 ? RecordSplitDecision.NEVER : decision;
    }

    @Override
    public RecordSplitDecision foresee(int length, int facts) {
      return onPayload(length, facts);
    }

    @Override
    public RecordSplitDecision failed(Throwable t) {
      throw new AssertionError(t);
    }

    @Override
    public void forget() {
      // Nothing is remembered.
    }

    @Override
    public boolean cannot(RecordSplitDecision what, String why) {
      cannot.add(what + " " + why);
      return false;
    }
  }

  private static final class Splitting extends PlainEngine {
    @Override
    boolean splits() {
      return true;
    }
  }
}
