package io.github.recordsplit.library.unknown;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.recordsplit.bridge.Bridge;
import io.github.recordsplit.connection.SplitDecider;
import io.github.recordsplit.tls.RecordHeaders;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLEngineResult.Status;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSession;
import org.junit.jupiter.api.Test;

/** Apart above an engine that nobody can tell not to split, and above one that does not. */
class EngineApartTest {
  private final List<String> cannot = new ArrayList<>();
  private int decision = Bridge.SPLIT_APART;
  private final EngineSplitter splitter = new EngineSplitter(new Fixed());

  @Test
  void theFirstByteGoesByItself() throws SSLException {
    SSLEngine engine = new Plain();
    assertEquals(List.of("1/1", "99/1"), send(engine, 100));
    assertEquals(List.of("1/1", "1/1"), send(engine, 2));
    assertEquals(List.of("1/1"), send(engine, 1));
    assertEquals(List.of("1/1", "16384/1", "1/1", "16384/1", "1/1", "7229/1"), send(engine, 40000));
    assertEquals(List.of(), cannot);
  }

  @Test
  void theRestFollowsWhateverIsDecidedMeanwhile() throws SSLException {
    SSLEngine engine = new Plain();
    ByteBuffer source = ByteBuffer.allocate(100);
    assertEquals("1/1", wrap(engine, source));
    decision = Bridge.LEAVE;
    assertEquals("99/1", wrap(engine, source));
    decision = Bridge.SPLIT;
    assertEquals(List.of("100/2"), send(engine, 100));
  }

  @Test
  void whatSplitsByItselfIsSeenOnceAndTold() throws SSLException {
    SSLEngine engine = new Splitting();
    assertEquals(List.of("1/1", "99/2"), send(engine, 100));
    assertEquals(List.of("100/2"), send(engine, 100));
    assertEquals(
        List.of(Bridge.SPLIT_APART + " its TLS library splits by itself, in one go"), cannot);
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
    public int onPayload(int length, int facts) {
      return length < 2 ? Bridge.NEVER : decision;
    }

    @Override
    public int foresee(int length, int facts) {
      return onPayload(length, facts);
    }

    @Override
    public int failed(Throwable t) {
      throw new AssertionError(t);
    }

    @Override
    public void forget() {
      // Nothing is remembered.
    }

    @Override
    public boolean cannot(int what, String why) {
      cannot.add(what + " " + why);
      return false;
    }
  }

  /** Records without a cipher. */
  private static class Plain extends SSLEngine {
    boolean splits() {
      return false;
    }

    @Override
    public SSLEngineResult wrap(ByteBuffer[] sources, int offset, int length, ByteBuffer to) {
      int start = to.position();
      ByteBuffer source = sources[offset];
      int taken = Math.min(source.remaining(), 16384);
      if (splits() && taken > 1) {
        record(source, 1, to);
        record(source, taken - 1, to);
      } else {
        record(source, taken, to);
      }
      HandshakeStatus none = HandshakeStatus.NOT_HANDSHAKING;
      return new SSLEngineResult(Status.OK, none, taken, to.position() - start);
    }

    private static void record(ByteBuffer source, int length, ByteBuffer to) {
      byte[] bytes = new byte[length];
      source.get(bytes);
      to.put((byte) 23).putShort((short) 0x0301).putShort((short) length).put(bytes);
    }

    @Override
    public SSLSession getSession() {
      Map<String, Object> answers =
          Map.of(
              "getProtocol", "TLSv1",
              "getCipherSuite", "TLS_RSA_WITH_AES_128_CBC_SHA",
              "getPacketBufferSize", 16_709);
      Class<?>[] type = {SSLSession.class};
      return (SSLSession)
          Proxy.newProxyInstance(
              getClass().getClassLoader(), type, (p, m, a) -> answers.get(m.getName()));
    }

    @Override
    public HandshakeStatus getHandshakeStatus() {
      return HandshakeStatus.NOT_HANDSHAKING;
    }

    @Override
    public SSLEngineResult unwrap(ByteBuffer from, ByteBuffer[] to, int offset, int length) {
      return null;
    }

    @Override
    public Runnable getDelegatedTask() {
      return null;
    }

    @Override
    public void closeInbound() {}

    @Override
    public boolean isInboundDone() {
      return false;
    }

    @Override
    public void closeOutbound() {}

    @Override
    public boolean isOutboundDone() {
      return false;
    }

    @Override
    public String[] getSupportedCipherSuites() {
      return new String[0];
    }

    @Override
    public String[] getEnabledCipherSuites() {
      return new String[0];
    }

    @Override
    public void setEnabledCipherSuites(String[] suites) {}

    @Override
    public String[] getSupportedProtocols() {
      return new String[0];
    }

    @Override
    public String[] getEnabledProtocols() {
      return new String[0];
    }

    @Override
    public void setEnabledProtocols(String[] protocols) {}

    @Override
    public void beginHandshake() {}

    @Override
    public void setUseClientMode(boolean mode) {}

    @Override
    public boolean getUseClientMode() {
      return true;
    }

    @Override
    public void setNeedClientAuth(boolean need) {}

    @Override
    public boolean getNeedClientAuth() {
      return false;
    }

    @Override
    public void setWantClientAuth(boolean want) {}

    @Override
    public boolean getWantClientAuth() {
      return false;
    }

    @Override
    public void setEnableSessionCreation(boolean flag) {}

    @Override
    public boolean getEnableSessionCreation() {
      return true;
    }
  }

  private static final class Splitting extends Plain {
    @Override
    boolean splits() {
      return true;
    }
  }
}
