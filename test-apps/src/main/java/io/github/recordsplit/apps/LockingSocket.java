package io.github.recordsplit.apps;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.reflect.Proxy;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import javax.net.ssl.HandshakeCompletedListener;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;

/**
 * A TLS library that nobody knows and that encrypts nothing: what one write is given is a record.
 * It takes a monitor inside of its writes that applications can take as well.
 */
final class LockingSocket extends SSLSocket {
  private static final String[] SUITES = {"TLS_RSA_WITH_AES_128_CBC_SHA"};
  private static final String[] PROTOCOLS = {"TLSv1"};

  final List<byte[]> records = new ArrayList<>();
  private final OutputStream stream = new Stream(this);
  private final boolean onStream;
  private final String host;
  private final int port;

  /** Its monitor is that of its stream, or else its own. */
  LockingSocket(boolean onStream) {
    this(onStream, null, 443);
  }

  LockingSocket(boolean onStream, String host, int port) {
    this.onStream = onStream;
    this.host = host;
    this.port = port;
  }

  Object monitor() {
    return onStream ? stream : this;
  }

  /** It knows its socket, and its type does not say that this is one of TLS. */
  private static final class Stream extends OutputStream {
    private final Socket socket;

    Stream(Socket socket) {
      this.socket = socket;
    }

    @Override
    public void write(int b) {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
      LockSupport.parkNanos(1); // as encryption would give others the time to come
      LockingSocket own = (LockingSocket) socket;
      synchronized (own.monitor()) {
        own.records.add(Arrays.copyOfRange(bytes, offset, offset + length));
      }
    }
  }

  @Override
  public int getPort() {
    return port;
  }

  @Override
  public OutputStream getOutputStream() {
    return stream;
  }

  @Override
  public InputStream getInputStream() {
    return new ByteArrayInputStream(new byte[0]);
  }

  @Override
  public SSLSession getSession() {
    return (SSLSession)
        Proxy.newProxyInstance(
            LockingSocket.class.getClassLoader(),
            new Class<?>[] {SSLSession.class},
            (proxy, method, arguments) -> {
              switch (method.getName()) {
                case "getProtocol":
                  return PROTOCOLS[0];
                case "getCipherSuite":
                  return SUITES[0];
                case "getPeerHost":
                  return host;
                case "getPeerPort":
                  return port;
                default:
                  return null;
              }
            });
  }

  @Override
  public String[] getSupportedCipherSuites() {
    return SUITES.clone();
  }

  @Override
  public String[] getEnabledCipherSuites() {
    return SUITES.clone();
  }

  @Override
  public void setEnabledCipherSuites(String[] suites) {
    // There is one.
  }

  @Override
  public String[] getSupportedProtocols() {
    return PROTOCOLS.clone();
  }

  @Override
  public String[] getEnabledProtocols() {
    return PROTOCOLS.clone();
  }

  @Override
  public void setEnabledProtocols(String[] protocols) {
    // There is one.
  }

  @Override
  public void addHandshakeCompletedListener(HandshakeCompletedListener listener) {
    // There is no handshake.
  }

  @Override
  public void removeHandshakeCompletedListener(HandshakeCompletedListener listener) {
    // There is no handshake.
  }

  @Override
  public void startHandshake() {
    // There is none.
  }

  @Override
  public void setUseClientMode(boolean mode) {
    // A client.
  }

  @Override
  public boolean getUseClientMode() {
    return true;
  }

  @Override
  public void setNeedClientAuth(boolean need) {
    // A client.
  }

  @Override
  public boolean getNeedClientAuth() {
    return false;
  }

  @Override
  public void setWantClientAuth(boolean want) {
    // A client.
  }

  @Override
  public boolean getWantClientAuth() {
    return false;
  }

  @Override
  public void setEnableSessionCreation(boolean flag) {
    // As it is.
  }

  @Override
  public boolean getEnableSessionCreation() {
    return true;
  }
}
