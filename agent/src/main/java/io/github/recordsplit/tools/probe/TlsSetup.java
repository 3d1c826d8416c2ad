package io.github.recordsplit.tools.probe;

import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.Security;
import java.security.cert.X509Certificate;
import java.util.stream.Stream;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/** Engines of this JVM's own JSSE that speak whatever a peer still speaks. */
final class TlsSetup {
  private TlsSetup() {}

  /** Must come before the first use of JSSE, which reads these once. */
  static void prepare() {
    Security.setProperty("jdk.tls.disabledAlgorithms", "SSLv3, RC4, DES, MD5withRSA, anon, NULL");
    // Else the library would split what is to be sent whole.
    System.setProperty("jsse.enableCBCProtection", "false");
  }

  /** A client's context; unless it verifies, any certificate will do: this is a diagnosis. */
  static SSLContext client(boolean verify) throws GeneralSecurityException {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, verify ? null : new TrustManager[] {new TrustAll()}, null);
    return context;
  }

  static SSLContext server(KeyStore keys, char[] password) throws GeneralSecurityException {
    KeyManagerFactory factory =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(keys, password);
    KeyManager[] managers = factory.getKeyManagers();
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers, null, null);
    return context;
  }

  /** Enables TLS 1.0, or all versions that this JVM has from there on. */
  static void protocols(SSLEngine engine, boolean tls1) {
    engine.setEnabledProtocols(
        Stream.of(engine.getSupportedProtocols())
            .filter(each -> tls1 ? each.equals("TLSv1") : each.startsWith("TLSv1"))
            .toArray(String[]::new));
  }

  static void verifyHost(SSLEngine engine) {
    SSLParameters parameters = engine.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    engine.setSSLParameters(parameters);
  }

  /** The extended kind: the JVM adds no checks of its own to that. */
  private static final class TrustAll extends X509ExtendedTrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
