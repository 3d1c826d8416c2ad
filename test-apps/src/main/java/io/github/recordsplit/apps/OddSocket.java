package io.github.recordsplit.apps;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import javax.net.ssl.HandshakeCompletedListener;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;

/** A socket on top of one that does the work, whose session says what {@link Odd} was told. */
final class OddSocket extends SSLSocket {
  private final SSLSocket below;
  private final String words;

  OddSocket(SSLSocket below, String words) {
    this.below = below;
    this.words = words;
  }

  @Override
  public SSLSession getSession() {
    return Odd.around(below.getSession(), words);
  }

  @Override
  public OutputStream getOutputStream() throws IOException {
    OutputStream out = below.getOutputStream();
    return new OutputStream() {
      @Override
      public void write(int oneByte) throws IOException {
        out.write(oneByte);
      }

      @Override
      public void write(byte[] bytes, int offset, int length) throws IOException {
        out.write(bytes, offset, length);
      }
    };
  }

  @Override
  public InputStream getInputStream() throws IOException {
    return below.getInputStream();
  }

  @Override
  public InetAddress getInetAddress() {
    return null; // that is the other one's
  }

  @Override
  public int getPort() {
    return below.getPort();
  }

  @Override
  public synchronized void close() throws IOException {
    below.close();
  }

  @Override
  public void startHandshake() throws IOException {
    below.startHandshake();
  }

  @Override
  public String[] getSupportedCipherSuites() {
    return below.getSupportedCipherSuites();
  }

  @Override
  public String[] getEnabledCipherSuites() {
    return below.getEnabledCipherSuites();
  }

  @Override
  public void setEnabledCipherSuites(String[] suites) {
    below.setEnabledCipherSuites(suites);
  }

  @Override
  public String[] getSupportedProtocols() {
    return below.getSupportedProtocols();
  }

  @Override
  public String[] getEnabledProtocols() {
    return below.getEnabledProtocols();
  }

  @Override
  public void setEnabledProtocols(String[] protocols) {
    below.setEnabledProtocols(protocols);
  }

  @Override
  public void addHandshakeCompletedListener(HandshakeCompletedListener listener) {
    below.addHandshakeCompletedListener(listener);
  }

  @Override
  public void removeHandshakeCompletedListener(HandshakeCompletedListener listener) {
    below.removeHandshakeCompletedListener(listener);
  }

  @Override
  public void setUseClientMode(boolean client) {
    below.setUseClientMode(client);
  }

  @Override
  public boolean getUseClientMode() {
    return below.getUseClientMode();
  }

  @Override
  public void setNeedClientAuth(boolean need) {
    below.setNeedClientAuth(need);
  }

  @Override
  public boolean getNeedClientAuth() {
    return below.getNeedClientAuth();
  }

  @Override
  public void setWantClientAuth(boolean want) {
    below.setWantClientAuth(want);
  }

  @Override
  public boolean getWantClientAuth() {
    return below.getWantClientAuth();
  }

  @Override
  public void setEnableSessionCreation(boolean enabled) {
    below.setEnableSessionCreation(enabled);
  }

  @Override
  public boolean getEnableSessionCreation() {
    return below.getEnableSessionCreation();
  }

  @Override
  public SSLParameters getSSLParameters() {
    return below.getSSLParameters();
  }

  @Override
  public void setSSLParameters(SSLParameters parameters) {
    below.setSSLParameters(parameters);
  }
}
