package sun.security.ssl;

import java.security.Principal;
import java.security.cert.Certificate;
import java.util.HashMap;
import java.util.Map;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSessionContext;

final class SSLSessionImpl implements SSLSession {
  private final Map<String, Object> values = new HashMap<>();

  public void putValue(String name, Object value) {
    values.put(name, value);
  }

  public Object getValue(String name) {
    return values.get(name);
  }

  public void removeValue(String name) {
    values.remove(name);
  }

  public String[] getValueNames() {
    return values.keySet().toArray(new String[0]);
  }

  public byte[] getId() {
    return new byte[0];
  }

  public SSLSessionContext getSessionContext() {
    return null;
  }

  public long getCreationTime() {
    return 0;
  }

  public long getLastAccessedTime() {
    return 0;
  }

  public void invalidate() {}

  public boolean isValid() {
    return true;
  }

  public Certificate[] getPeerCertificates() {
    return null;
  }

  public Certificate[] getLocalCertificates() {
    return null;
  }

  @SuppressWarnings("removal")
  public javax.security.cert.X509Certificate[] getPeerCertificateChain() {
    return null;
  }

  public Principal getPeerPrincipal() {
    return null;
  }

  public Principal getLocalPrincipal() {
    return null;
  }

  public String getCipherSuite() {
    return "OLD";
  }

  public String getProtocol() {
    return "OLD";
  }

  public String getPeerHost() {
    return null;
  }

  public int getPeerPort() {
    return -1;
  }

  public int getPacketBufferSize() {
    return 17000;
  }

  public int getApplicationBufferSize() {
    return 17000;
  }
}
