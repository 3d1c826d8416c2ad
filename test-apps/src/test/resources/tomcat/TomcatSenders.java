package io.github.recordsplit.apps;

import java.nio.file.Paths;
import java.util.Collections;
import java.util.List;
import javax.net.ssl.SSLEngine;
import org.apache.catalina.Lifecycle;
import org.apache.catalina.LifecycleEvent;
import org.apache.catalina.LifecycleListener;
import org.apache.catalina.core.StandardServer;
import org.apache.tomcat.util.net.SSLContext;
import org.apache.tomcat.util.net.SSLHostConfig;
import org.apache.tomcat.util.net.SSLHostConfigCertificate;
import org.apache.tomcat.util.net.SSLImplementation;
import org.apache.tomcat.util.net.SSLUtil;

/**
 * Engines as Tomcat's connector makes them with OpenSSL, servers only: of the implementation that
 * {@code apps.tomcat} names, and which the listener of {@code apps.tomcat.listener} has to load.
 */
final class TomcatSenders implements Senders {
  private static final String TLS_1_3 = "TLS_AES_128_GCM_SHA256";

  TomcatSenders() throws Exception {
    System.clearProperty("javax.net.ssl.trustStore"); // Tomcat wants a CA in it
    String name = System.getProperty("apps.tomcat.listener");
    LifecycleListener listener =
        Class.forName(name).asSubclass(LifecycleListener.class).getConstructor().newInstance();
    StandardServer server = new StandardServer();
    listener.lifecycleEvent(new LifecycleEvent(server, Lifecycle.BEFORE_INIT_EVENT, null));
  }

  @Override
  public List<String> transports() {
    return Collections.singletonList("engine");
  }

  @Override
  public boolean hasClients() {
    return false;
  }

  @Override
  public Sender make(String transport, Kind kind, boolean client, Endpoint peer, int port)
      throws Exception {
    return new EngineSender(new Endpoint(Odd.around(engine(kind))), peer);
  }

  /** As {@code AbstractJsseEndpoint} does. */
  private static SSLEngine engine(Kind kind) throws Exception {
    SSLHostConfig config = new SSLHostConfig();
    config.setProtocols(kind.protocol);
    config.setCiphers(suite(kind));
    SSLHostConfigCertificate key =
        new SSLHostConfigCertificate(config, SSLHostConfigCertificate.Type.RSA);
    key.setCertificateKeystoreFile(
        Paths.get(System.getProperty("javax.net.ssl.keyStore")).toUri().toString());
    key.setCertificateKeystorePassword(System.getProperty("javax.net.ssl.keyStorePassword"));
    config.addCertificate(key);
    SSLUtil util =
        SSLImplementation.getInstance(System.getProperty("apps.tomcat")).getSSLUtil(key);
    config.setEnabledProtocols(util.getEnabledProtocols());
    config.setEnabledCiphers(util.getEnabledCiphers());
    SSLContext context = util.createSSLContext(Collections.<String>emptyList());
    SSLEngine engine = context.createSSLEngine();
    engine.setUseClientMode(false);
    engine.setEnabledCipherSuites(util.getEnabledCiphers());
    engine.setEnabledProtocols(util.getEnabledProtocols());
    return engine;
  }

  /** OpenSSL's names, and a suite for TLS 1.2 in any case: Tomcat does not get along without. */
  private static String suite(Kind kind) {
    return kind.suite.endsWith("_SHA") ? "AES128-SHA" : "AES128-GCM-SHA256:" + TLS_1_3;
  }
}
