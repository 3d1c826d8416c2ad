package io.github.recordsplit.feature.peeraddress;

import io.github.recordsplit.apps.ChannelServer;
import io.github.recordsplit.harness.Artifacts;
import io.github.recordsplit.harness.ChildJvm;
import io.github.recordsplit.harness.Jdk;
import io.github.recordsplit.harness.Protocol;
import io.github.recordsplit.library.Providers;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Servers whose connections are engines, most of which are told nothing of their peers. */
@SuppressWarnings("ImmutableEnumChecker") // its list is of List.of
enum EngineServer {
  SELECTOR("selector"),
  WORKERS("workers"),
  /** It answers when it is told to. */
  THINKERS("thinkers"),
  SCATTER("scatter"),
  ASYNCHRONOUS("asynchronous"),
  /** The same on another library than the JDK's. */
  SELECTOR_BCTLS("selector"),
  SELECTOR_OLD_BCTLS("selector"),
  /** The only one whose peers stay unknown. */
  STREAMS("streams"),
  TOMCAT_NIO("TomcatServer", "", Server.TOMCAT),
  TOMCAT_NIO2(
      "TomcatServer",
      "tomcat.connector=org.apache.coyote.http11.Http11Nio2Protocol",
      Server.TOMCAT),
  JETTY("JettyServer", "", Server.JETTY),
  UNDERTOW("UndertowServer", "", Server.UNDERTOW),
  NETTY_JDK("NettyServer", "netty.engine=JDK", Server.NETTY),
  NETTY_BORING_SSL("NettyServer", "netty.engine=OPENSSL", Server.NETTY, Server.BORING_SSL),
  NETTY_EPOLL("NettyServer", "netty.transport=Epoll", Server.NETTY, Server.EPOLL),
  NETTY_EPOLL_BORING_SSL(
      "NettyServer",
      "netty.transport=Epoll,netty.engine=OPENSSL",
      Server.NETTY,
      Server.EPOLL,
      Server.BORING_SSL);

  private final String way;
  private final String source;
  private final String properties;
  private final List<String> artifacts;

  EngineServer(String way) {
    this.way = way;
    source = null;
    properties = "";
    artifacts = List.of();
  }

  EngineServer(String source, String properties, String... artifacts) {
    this.way = null;
    this.source = source;
    this.properties = properties;
    this.artifacts = List.of(artifacts);
  }

  /** A JVM that serves; the port is its first line of output. */
  ChildJvm child(Jdk jdk) {
    if (this == NETTY_BORING_SSL || this == NETTY_EPOLL || this == NETTY_EPOLL_BORING_SSL) {
      Providers.assumeNetty();
    }
    ChildJvm child = ChildJvm.on(jdk).brief();
    child.property("jsse.enableCBCProtection", "false"); // so that a record shows a payload
    for (String property : properties.isEmpty() ? new String[0] : properties.split(",", -1)) {
      child.property(property.split("=", 2)[0], property.split("=", 2)[1]);
    }
    if (name().endsWith("BCTLS")) {
      Providers.bctls(child, this == SELECTOR_BCTLS ? Providers.BCTLS : Providers.OLD_BCTLS);
    }
    if (way != null) {
      return child.main(ChannelServer.class, way);
    }
    String[] needs = artifacts.toArray(String[]::new);
    return child.classPath(Artifacts.compile(8, "applications/" + source, needs)).main(source);
  }

  /** Whether it serves by itself whoever comes, and its channels are seen. */
  boolean isOrdinary() {
    return this != STREAMS && this != THINKERS;
  }

  Protocol protocol() {
    return way == null ? Protocol.HTTP : Protocol.LINE;
  }

  byte[] request() {
    String text =
        way == null ? "GET /300 HTTP/1.1\r\nHost: localhost\r\n\r\n" : "x".repeat(300) + "\n";
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static final class Server {
    static final String TOMCAT = "org.apache.tomcat.embed:tomcat-embed-core:9.0.98";
    static final String JETTY = "org.eclipse.jetty:jetty-server:9.4.57.v20241219";
    static final String UNDERTOW = "io.undertow:undertow-core:2.2.37.Final";
    static final String NETTY = "io.netty:netty-codec-http:4.1.118.Final";
    static final String BORING_SSL =
        "io.netty:netty-tcnative-boringssl-static:jar:linux-x86_64:2.0.70.Final";
    static final String EPOLL =
        "io.netty:netty-transport-native-epoll:jar:linux-x86_64:4.1.118.Final";
  }
}
