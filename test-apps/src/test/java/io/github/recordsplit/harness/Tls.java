package io.github.recordsplit.harness;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.Security;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManagerFactory;

/**
 * A protocol version with one cipher suite, as the test's own end of a connection speaks it. That
 * end offers nothing else, so applications need not be told what to negotiate.
 */
public enum Tls {
  V1_0_CBC("TLSv1", "TLS_RSA_WITH_AES_128_CBC_SHA"),
  V1_2_GCM("TLSv1.2", "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256"),
  V1_3("TLSv1.3", "TLS_AES_128_GCM_SHA256");

  static {
    // JSSE reads it once, and nothing in this JVM used JSSE before.
    Security.setProperty("jdk.tls.disabledAlgorithms", "SSLv3, RC4, DES, anon, NULL");
  }

  private final String protocol;
  private final String suite;

  /** To be called by what uses JSSE in this JVM in other ways than through this class. */
  public static void allow() {
    // The class's initialiser has done it.
  }

  Tls(String protocol, String suite) {
    this.protocol = protocol;
    this.suite = suite;
  }

  /** A server that never resumes: a resumed session carries its values to another connection. */
  SSLEngine server() {
    SSLEngine engine = context().createSSLEngine();
    engine.setSSLParameters(parameters());
    engine.setUseClientMode(false);
    return engine;
  }

  SSLEngine client(String host, int port) {
    SSLEngine engine = context().createSSLEngine(host, port);
    engine.setSSLParameters(parameters());
    engine.setUseClientMode(true);
    return engine;
  }

  /** A client of a context that all of these share: without a name they resume nothing. */
  SSLEngine oneOfMany() {
    SSLEngine engine = Shared.CONTEXT.createSSLEngine();
    engine.setSSLParameters(parameters());
    engine.setUseClientMode(true);
    return engine;
  }

  /** Reading the keys takes longer than a handshake. */
  private static final class Shared {
    static final SSLContext CONTEXT = context();
  }

  private SSLParameters parameters() {
    return new SSLParameters(new String[] {suite}, new String[] {protocol});
  }

  /** A new one each time, because sessions are cached in it. */
  private static SSLContext context() {
    try (InputStream in = Files.newInputStream(Keys.store())) {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(in, Keys.PASSWORD.toCharArray());
      KeyManagerFactory keys =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      keys.init(store, Keys.PASSWORD.toCharArray());
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(store);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
      return context;
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
