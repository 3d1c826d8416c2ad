package io.github.recordsplit.apps.fuzz;

import java.security.Principal;
import java.security.cert.Certificate;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSessionContext;

/** TLS 1.0 with a CBC suite, or what else it says, and nothing else. */
final class ToySession implements SSLSession {
  private final String protocol;
  private final String suite;

  ToySession() {
    this("TLSv1", "TLS_RSA_WITH_AES_128_CBC_SHA");
  }

  ToySession(String protocol, String suite) {
    this.protocol = protocol;
    this.suite = suite;
  }

  @Override
  public String getProtocol() {
    return protocol;
  }

  @Override
  public String getCipherSuite() {
    return suite;
  }

  @Override
  public int getPacketBufferSize() {
    return Toy.PACKET;
  }

  @Override
  public int getApplicationBufferSize() {
    return Toy.PACKET;
  }

  @Override
  public byte[] getId() {
    return new byte[0];
  }

  @Override
  public SSLSessionContext getSessionContext() {
    return null;
  }

  @Override
  public long getCreationTime() {
    return 0;
  }

  @Override
  public long getLastAccessedTime() {
    return 0;
  }

  @Override
  public void invalidate() {}

  @Override
  public boolean isValid() {
    return true;
  }

  @Override
  public void putValue(String name, Object value) {}

  @Override
  public Object getValue(String name) {
    return null;
  }

  @Override
  public void removeValue(String name) {}

  @Override
  public String[] getValueNames() {
    return new String[0];
  }

  @Override
  public Certificate[] getPeerCertificates() {
    return new Certificate[0];
  }

  @Override
  public Certificate[] getLocalCertificates() {
    return null;
  }

  @Override
  @SuppressWarnings({"deprecation", "removal"})
  public javax.security.cert.X509Certificate[] getPeerCertificateChain() {
    throw new UnsupportedOperationException();
  }

  @Override
  public Principal getPeerPrincipal() {
    return null;
  }

  @Override
  public Principal getLocalPrincipal() {
    return null;
  }

  @Override
  public String getPeerHost() {
    return null;
  }

  @Override
  public int getPeerPort() {
    return -1;
  }
}
