package io.github.recordsplit.benchmarks.jmh;

import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.Provider;
import java.security.Security;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManagerFactory;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.jsse.provider.BouncyCastleJsseProvider;
import org.conscrypt.Conscrypt;

/** A TLS library; its newest line that the tests know. */
public enum Library {
  SUN_JSSE,
  /** Has no switch for its own protection, so that only {@code NEVER} goes without. */
  BC_JSSE,
  /** Always splits. */
  CONSCRYPT,
  /** Netty's BoringSSL never splits. */
  TCNATIVE;

  /** Those that exist, the one to compare with first. */
  public List<Variant> variants() {
    return switch (this) {
      case SUN_JSSE -> List.of(Variant.values());
      case BC_JSSE -> List.of(Variant.OWN, Variant.LEAVE, Variant.SPLIT, Variant.NEVER);
      case CONSCRYPT -> List.of(Variant.OWN, Variant.LEAVE, Variant.SPLIT);
      case TCNATIVE -> List.of(Variant.NONE, Variant.LEAVE, Variant.SPLIT, Variant.NEVER);
    };
  }

  /** Whether two records are to be seen where a payload has 2 bytes or more. */
  boolean splits(Variant variant, Suite suite) {
    boolean byItself = this == BC_JSSE || this == CONSCRYPT;
    return suite.isVulnerable()
        && (variant == Variant.SPLIT
            || variant == Variant.OWN
            || (variant == Variant.LEAVE && byItself));
  }

  SSLEngine engine(boolean client, Suite suite) throws GeneralSecurityException, IOException {
    SSLEngine engine =
        this == TCNATIVE ? netty(client, suite) : context().createSSLEngine("localhost", 1);
    engine.setUseClientMode(client);
    engine.setEnabledProtocols(new String[] {suite.protocol});
    engine.setEnabledCipherSuites(new String[] {suite.cipher});
    return engine;
  }

  private static SSLEngine netty(boolean client, Suite suite)
      throws GeneralSecurityException, IOException {
    SslContextBuilder builder =
        client
            ? SslContextBuilder.forClient().trustManager(InsecureTrustManagerFactory.INSTANCE)
            : SslContextBuilder.forServer(keys(KeyManagerFactory.getDefaultAlgorithm(), null));
    return builder
        .sslProvider(SslProvider.OPENSSL)
        .protocols(suite.protocol)
        .endpointIdentificationAlgorithm(null)
        .build()
        .newEngine(ByteBufAllocator.DEFAULT, "localhost", 1);
  }

  /** As the system properties {@code javax.net.ssl.*} say. */
  SSLContext context() throws GeneralSecurityException, IOException {
    return switch (this) {
      case BC_JSSE -> bouncyCastle();
      case CONSCRYPT -> context(Conscrypt.newProvider(), null);
      default -> SSLContext.getDefault();
    };
  }

  private static SSLContext bouncyCastle() throws GeneralSecurityException, IOException {
    Security.addProvider(new BouncyCastleProvider());
    return context(new BouncyCastleJsseProvider(), "PKIX");
  }

  private static SSLContext context(Provider provider, String managers)
      throws GeneralSecurityException, IOException {
    boolean own = managers != null;
    KeyManagerFactory keys =
        keys(own ? managers : KeyManagerFactory.getDefaultAlgorithm(), own ? provider : null);
    TrustManagerFactory trust =
        own
            ? TrustManagerFactory.getInstance(managers, provider)
            : TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(store());
    SSLContext context = SSLContext.getInstance("TLS", provider);
    context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
    return context;
  }

  private static KeyManagerFactory keys(String algorithm, Provider provider)
      throws GeneralSecurityException, IOException {
    KeyManagerFactory factory =
        provider == null
            ? KeyManagerFactory.getInstance(algorithm)
            : KeyManagerFactory.getInstance(algorithm, provider);
    factory.init(store(), password());
    return factory;
  }

  private static KeyStore store() throws GeneralSecurityException, IOException {
    try (InputStream in = Files.newInputStream(Path.of(property("keyStore")))) {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(in, password());
      return store;
    }
  }

  private static char[] password() {
    return property("keyStorePassword").toCharArray();
  }

  private static String property(String name) {
    return System.getProperty("javax.net.ssl." + name);
  }
}
