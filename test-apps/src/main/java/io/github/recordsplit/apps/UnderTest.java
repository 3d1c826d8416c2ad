package io.github.recordsplit.apps;

import java.io.FileInputStream;
import java.io.InputStream;
import java.security.KeyStore;
import java.security.Provider;
import java.security.Security;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSession;
import javax.net.ssl.TrustManagerFactory;

/**
 * The TLS library whose records are looked at: the JDK's, or that of the provider class that the
 * property {@code apps.provider} names, whose own cryptography {@code apps.crypto} names, with its
 * own trust manager if {@code apps.ownTrust} is true. Conscrypt's sockets do without its engines if
 * {@code apps.engineSockets} is false.
 */
public final class UnderTest {
  private static final String LATER_FLAG = "apps.laterFlag";

  private UnderTest() {}

  /** A context of it with the key and the trust of this JVM. */
  public static SSLContext context() throws Exception {
    String provider = System.getProperty("apps.provider");
    if (provider == null) {
      return SSLContext.getDefault();
    }
    String crypto = System.getProperty("apps.crypto");
    if (crypto != null) {
      Security.addProvider(make(crypto));
    }
    Provider tls = make(provider);
    if ("false".equals(System.getProperty("apps.engineSockets"))) {
      Object unused =
          Class.forName("org.conscrypt.Conscrypt")
              .getMethod("setUseEngineSocketByDefault", boolean.class)
              .invoke(null, false);
    }
    SSLContext context = SSLContext.getInstance("TLS", tls);
    KeyStore store = store();
    KeyManagerFactory keys =
        tls.getService("KeyManagerFactory", "PKIX") == null
            ? KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm())
            : KeyManagerFactory.getInstance("PKIX", tls);
    keys.init(store, password());
    TrustManagerFactory trust =
        Boolean.getBoolean("apps.ownTrust")
            ? TrustManagerFactory.getInstance("PKIX", tls)
            : TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(store);
    context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
    return context;
  }

  /** Sends the flag that the property {@code apps.flag} names, as code that can be changed does. */
  static void flag(SSLSession session) {
    flag(session, "apps.flag");
  }

  /** The same with {@code apps.flagBetween}, after each call that sent something. */
  static void flagBetween(SSLSession session) {
    flag(session, "apps.flagBetween");
  }

  /** The same with {@code apps.laterFlag}, once a payload has left. */
  static void laterFlag(Sender sender) {
    if (System.getProperty(LATER_FLAG) != null) {
      flag(sender.session(), LATER_FLAG);
    }
  }

  private static void flag(SSLSession session, String property) {
    String flag = System.getProperty(property);
    if (flag != null) {
      session.putValue("recordsplit", flag);
    }
  }

  static KeyStore store() throws Exception {
    try (InputStream in = new FileInputStream(System.getProperty("javax.net.ssl.keyStore"))) {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(in, password());
      return store;
    }
  }

  static char[] password() {
    return System.getProperty("javax.net.ssl.keyStorePassword").toCharArray();
  }

  private static Provider make(String className) throws ReflectiveOperationException {
    return Class.forName(className).asSubclass(Provider.class).getConstructor().newInstance();
  }
}
