package io.github.recordsplit.apps;

import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolConfig.Protocol;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectedListenerFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectorFailureBehavior;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.TrustManagerFactory;

/** Contexts of Netty, by {@code apps.netty} ({@code JDK}, {@code OPENSSL}) and {@code apps.alpn}. */
final class NettyContext {
  private static final Map<String, SslContext> MADE = new HashMap<>();

  private NettyContext() {}

  /** Made once: reading the keys takes longer than a handshake. */
  static SslContext of(Kind kind, boolean client) throws Exception {
    SslContext made = MADE.get(kind + " " + client);
    if (made == null) {
      made = make(kind, client);
      MADE.put(kind + " " + client, made);
    }
    return made;
  }

  private static SslContext make(Kind kind, boolean client) throws Exception {
    KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
    keys.init(UnderTest.store(), UnderTest.password());
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(UnderTest.store());
    SslContextBuilder builder =
        client
            ? SslContextBuilder.forClient().trustManager(trust)
            : SslContextBuilder.forServer(keys);
    builder.sslProvider(SslProvider.valueOf(System.getProperty("apps.netty")));
    builder.protocols(kind.protocol);
    if (kind != Kind.TLS_1_3) { // BoringSSL has no choice of suites there
      builder.ciphers(Collections.singletonList(kind.suite));
    }
    return (Boolean.getBoolean("apps.alpn") ? alpn(builder) : builder).build();
  }

  /** With it Netty puts an engine of its own around the JDK's. */
  private static SslContextBuilder alpn(SslContextBuilder builder) {
    return builder.applicationProtocolConfig(
        new ApplicationProtocolConfig(
            Protocol.ALPN,
            SelectorFailureBehavior.NO_ADVERTISE,
            SelectedListenerFailureBehavior.ACCEPT,
            "http/1.1"));
  }
}
