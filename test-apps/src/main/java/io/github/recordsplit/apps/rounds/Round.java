package io.github.recordsplit.apps.rounds;

import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** One round of a client: the port it connects to, and the only TLS version that it speaks. */
public final class Round {
  /** What TLS 1.0 rounds are on where a client must be told: CBC like all suites of TLS 1.0. */
  public static final String CBC_SUITE = "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA";

  private static final String GCM_SUITE = "TLS_AES_128_GCM_SHA256";

  private final String protocol;
  private final int port;

  Round(String protocol, int port) {
    this.protocol = protocol;
    this.port = port;
  }

  /** {@code TLSv1} or {@code TLSv1.3}. */
  public String protocol() {
    return protocol;
  }

  public String[] protocols() {
    return new String[] {protocol};
  }

  /** For clients that leave out old suites unless told to use them. */
  public String[] suites() {
    return new String[] {isOld() ? CBC_SUITE : GCM_SUITE};
  }

  public boolean isOld() {
    return protocol.equals("TLSv1");
  }

  /** Where the client connects to, on localhost. */
  public int port() {
    return port;
  }

  public String url() {
    return "https://localhost:" + port;
  }

  /** A context whose clients speak just this version, and trust the default trust store. */
  public SSLContext context() throws GeneralSecurityException {
    SSLContext context = SSLContext.getInstance(protocol);
    context.init(null, trust().getTrustManagers(), null);
    return context;
  }

  /** The default trust store. */
  public TrustManagerFactory trust() throws GeneralSecurityException {
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init((KeyStore) null);
    return trust;
  }
}
