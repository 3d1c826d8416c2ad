package sun.security.ssl;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.locks.ReentrantLock;
import javax.net.ssl.HandshakeCompletedListener;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;

/** The first write completes the handshake, which is when protocol and cipher become known. */
public final class SSLSocketImpl extends SSLSocket {
  private ProtocolVersion protocolVersion = new ProtocolVersion(0x0303);
  private CipherBox writeCipher = new CipherBox(false);
  private boolean isFirstAppOutputRecord = true;
  private final ReentrantLock writeLock = new ReentrantLock();
  private ByteArrayOutputStream heldRecordBuffer;
  private boolean roleIsServer;
  private SSLSessionImpl sess = new SSLSessionImpl();
  private Handshaker handshaker = new Handshaker();
  private volatile int connectionState;
  private String host;
  private final ProtocolVersion negotiated;
  private final boolean noDelay;
  private final OutputStream sockOutput;

  public SSLSocketImpl(String host, int protocol, boolean noDelay, OutputStream transport) {
    this.host = host;
    this.negotiated = new ProtocolVersion(protocol);
    this.noDelay = noDelay;
    this.sockOutput = transport;
  }

  boolean needToSplitPayload() {
    writeLock.lock();
    try {
      return (protocolVersion.v <= ProtocolVersion.TLS10.v)
          && writeCipher.isCBCMode()
          && !isFirstAppOutputRecord
          && Boolean.parseBoolean(System.getProperty("jsse.enableCBCProtection", "true"));
    } finally {
      writeLock.unlock();
    }
  }

  private void process() {
    if (handshaker != null && handshaker.isDone()) {
      sess = handshaker.getSession();
      handshaker = null;
      connectionState = 2; // cs_DATA
    }
  }

  void writeRecord(OutputRecord r, boolean holdRecord) throws IOException {
    process();
    protocolVersion = negotiated;
    writeCipher = new CipherBox(true);
    if (!r.isEmpty()) {
      writeLock.lock();
      try {
        writeRecordInternal(r, holdRecord);
      } finally {
        writeLock.unlock();
      }
    }
  }

  private void writeRecordInternal(OutputRecord r, boolean holdRecord) throws IOException {
    if (holdRecord) {
      if (getTcpNoDelay()) {
        holdRecord = false;
      } else if (heldRecordBuffer == null) {
        heldRecordBuffer = new ByteArrayOutputStream(40);
      }
    }
    r.write(sockOutput, holdRecord, heldRecordBuffer);
    isFirstAppOutputRecord = false;
  }

  @Override
  public boolean getTcpNoDelay() {
    return noDelay;
  }

  @Override
  public OutputStream getOutputStream() {
    return new AppOutputStream(this);
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
  public void addHandshakeCompletedListener(HandshakeCompletedListener listener) {}

  @Override
  public void removeHandshakeCompletedListener(HandshakeCompletedListener listener) {}

  @Override
  public void startHandshake() {
    process();
  }

  @Override
  public void close() {
    connectionState = 6; // cs_CLOSED
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
