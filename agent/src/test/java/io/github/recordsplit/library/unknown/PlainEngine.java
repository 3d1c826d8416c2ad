package io.github.recordsplit.library.unknown;

import java.io.ByteArrayOutputStream;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.util.Map;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLEngineResult.Status;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSession;

/** Records without a cipher, and with padding where a subclass wants it. */
class PlainEngine extends SSLEngine {
  private static final int HEADER = 5;

  /** All that it made. */
  final ByteArrayOutputStream made = new ByteArrayOutputStream();

  boolean splits() {
    return false;
  }

  /** Bytes behind those of a record. */
  int padding(int length) {
    return 0;
  }

  @Override
  public SSLEngineResult wrap(ByteBuffer[] sources, int offset, int length, ByteBuffer to)
      throws SSLException {
    HandshakeStatus none = HandshakeStatus.NOT_HANDSHAKING;
    ByteBuffer source = sources[offset];
    int taken = Math.min(source.remaining(), 16384);
    if (to.remaining() < taken + padding(taken) + 2 * HEADER) {
      return new SSLEngineResult(Status.BUFFER_OVERFLOW, none, 0, 0);
    }
    int start = to.position();
    if (splits() && taken > 1) {
      record(source, 1, to);
      record(source, taken - 1, to);
    } else {
      record(source, taken, to);
    }
    for (int i = start; i < to.position(); i++) {
      made.write(to.get(i));
    }
    return new SSLEngineResult(Status.OK, none, taken, to.position() - start);
  }

  private void record(ByteBuffer source, int length, ByteBuffer to) {
    byte[] bytes = new byte[length];
    source.get(bytes);
    int padding = padding(length);
    to.put((byte) 23).putShort((short) 0x0301).putShort((short) (length + padding));
    to.put(bytes).put(new byte[padding]);
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
