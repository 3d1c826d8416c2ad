package sun.security.ssl;

import java.nio.ByteBuffer;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLSession;

public final class SSLEngineImpl extends SSLEngine {
  private boolean isFirstAppOutputRecord = true;
  private boolean roleIsServer;
  private SSLSessionImpl sess = new SSLSessionImpl();
  private Handshaker handshaker = new Handshaker();
  private volatile int connectionState;
  private final CipherBox writeCipher = new CipherBox(true);
  private final EngineOutputRecord writer;

  public SSLEngineImpl(String host, int protocol) {
    super(host, 443);
    this.writer = new EngineOutputRecord(this, new ProtocolVersion(protocol));
  }

  boolean needToSplitPayload(CipherBox cipher, ProtocolVersion protocol) {
    return (protocol.v <= ProtocolVersion.TLS10.v)
        && cipher.isCBCMode()
        && !isFirstAppOutputRecord
        && Boolean.parseBoolean(System.getProperty("jsse.enableCBCProtection", "true"));
  }

  private void process() {
    if (handshaker != null && handshaker.isDone()) {
      sess = handshaker.getSession();
      handshaker = null;
      connectionState = 2; // cs_DATA
    }
  }

  @Override
  public SSLEngineResult wrap(ByteBuffer[] sources, int offset, int length, ByteBuffer to) {
    process();
    int before = sources[offset].position();
    int start = to.position();
    writer.write(sources[offset], to, writeCipher);
    isFirstAppOutputRecord = false;
    return new SSLEngineResult(
        SSLEngineResult.Status.OK,
        SSLEngineResult.HandshakeStatus.NOT_HANDSHAKING,
        sources[offset].position() - before,
        to.position() - start);
  }

  @Override
  public SSLEngineResult unwrap(ByteBuffer from, ByteBuffer[] to, int offset, int length) {
    return null;
  }

  @Override
  public SSLSession getSession() {
    return sess;
  }

  @Override
  public boolean getUseClientMode() {
    return !roleIsServer;
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
  public void closeOutbound() {
    connectionState = 6; // cs_CLOSED
  }

  @Override
  public boolean isOutboundDone() {
    return false;
  }

  @Override
  public String[] getSupportedCipherSuites() {
    return null;
  }

  @Override
  public String[] getEnabledCipherSuites() {
    return null;
  }

  @Override
  public void setEnabledCipherSuites(String[] suites) {}

  @Override
  public String[] getSupportedProtocols() {
    return null;
  }

  @Override
  public String[] getEnabledProtocols() {
    return null;
  }

  @Override
  public void setEnabledProtocols(String[] protocols) {}

  @Override
  public void beginHandshake() {
    process();
  }

  @Override
  public SSLEngineResult.HandshakeStatus getHandshakeStatus() {
    return SSLEngineResult.HandshakeStatus.NOT_HANDSHAKING;
  }

  @Override
  public void setUseClientMode(boolean mode) {}

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
