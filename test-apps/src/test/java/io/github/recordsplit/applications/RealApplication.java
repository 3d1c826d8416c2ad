package io.github.recordsplit.applications;

import static java.util.stream.Collectors.joining;

import io.github.recordsplit.harness.Artifacts;
import io.github.recordsplit.harness.ChildJvm;
import io.github.recordsplit.harness.Daemon;
import io.github.recordsplit.harness.Daemons;
import io.github.recordsplit.harness.OpenSslConf;
import io.github.recordsplit.harness.TappedConnection;
import io.github.recordsplit.harness.TomcatTls;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The rows of this module's README, table of applications: each is a client and a server, one of
 * them at least a library that is not ours, tied together by a program in {@code applications} of
 * the test resources.
 */
@SuppressWarnings("ImmutableEnumChecker") // its list is of List.of
enum RealApplication {
  URL_CONNECTION("HttpsURLConnection | HttpsServer | socket, engine", 8, "UrlConnection"),
  NET_HTTP("java.net.http | HttpsServer | engine, engine", 11, "NetHttp"),
  HTTP_CLIENT_4(
      "Apache HttpClient 4 | HttpsServer | socket, engine",
      8,
      "HttpClient4",
      "org.apache.httpcomponents:httpclient:4.5.14"),
  HTTP_CLIENT_5(
      "Apache HttpClient 5 | HttpsServer | socket, engine",
      8,
      "HttpClient5",
      "org.apache.httpcomponents.client5:httpclient5:5.4.4"),
  HTTP_CLIENT_5_ASYNC(
      "Apache HttpClient 5, asynchronous | HttpsServer | engine, engine",
      8,
      "HttpClient5Async",
      "org.apache.httpcomponents.client5:httpclient5:5.4.4"),
  OK_HTTP(
      "OkHttp | HttpsServer | socket, engine", 8, "OkHttp", "com.squareup.okhttp3:okhttp:4.12.0"),
  JETTY_CLIENT(
      "Jetty's client | HttpsServer | engine, engine",
      8,
      "JettyClient",
      "org.eclipse.jetty:jetty-client:9.4.57.v20241219"),
  JETTY(
      "HttpsURLConnection | Jetty | socket, engine",
      8,
      "JettyServer",
      "org.eclipse.jetty:jetty-server:9.4.57.v20241219"),
  TOMCAT(
      "HttpsURLConnection | Tomcat | socket, engine",
      8,
      "TomcatServer",
      "org.apache.tomcat.embed:tomcat-embed-core:9.0.98"),
  TOMCAT_NATIVE_1("Tomcat on tomcat-native 1.2", 8, TomcatTls.NATIVE_1),
  TOMCAT_NATIVE_2("Tomcat on tomcat-native 2.0", 11, TomcatTls.NATIVE_2),
  TOMCAT_FFM("Tomcat on OpenSSL by foreign functions", 22, TomcatTls.FFM),
  UNDERTOW(
      "HttpsURLConnection | Undertow | socket, engine",
      8,
      "UndertowServer",
      "io.undertow:undertow-core:2.2.37.Final"),
  NETTY(
      "HttpsURLConnection | Netty | socket, engine",
      8,
      "NettyServer",
      "io.netty:netty-codec-http:4.1.118.Final"),
  VERTX("Vert.x | the same | engine, engine", 8, "VertxBoth", "io.vertx:vertx-core:4.5.14"),
  SPRING_BOOT(
      "HttpsURLConnection | Spring Boot | socket, engine",
      8,
      "SpringBoot",
      "org.springframework.boot:spring-boot-starter-web:2.7.18"),
  LDAP(
      "UnboundID LDAP SDK | the same | socket, socket",
      8,
      "Ldap",
      "com.unboundid:unboundid-ldapsdk:7.0.2"),
  JNDI(
      "JNDI | UnboundID LDAP SDK | socket, socket",
      8,
      "Jndi",
      "com.unboundid:unboundid-ldapsdk:7.0.2"),
  SMTP(
      "JavaMail, SMTP | GreenMail | socket, socket",
      8,
      "MailSmtp",
      "com.icegreen:greenmail:1.6.15"),
  IMAP(
      "JavaMail, IMAP | GreenMail | socket, socket",
      8,
      "MailImap",
      "com.icegreen:greenmail:1.6.15"),
  HSQLDB("HSQLDB's driver | HSQLDB | socket, socket", 8, "Hsqldb", "org.hsqldb:hsqldb:2.5.2"),
  WEB_SOCKET(
      "Java-WebSocket | the same | socket, engine",
      8,
      "WebSockets",
      "org.java-websocket:Java-WebSocket:1.6.0"),
  FTP(
      "Commons Net | FtpServer | socket, engine",
      8,
      "Ftp",
      "org.apache.ftpserver:ftpserver-core:1.2.0",
      "commons-net:commons-net:3.11.1"),
  PG_JDBC(
      "PostgreSQL's driver | PostgreSQL 15 | socket, -",
      8,
      "PgJdbc",
      "org.postgresql:postgresql:42.7.5"),
  MARIA_DB(
      "MariaDB's driver | MariaDB | socket, -",
      8,
      "MariaDb",
      "org.mariadb.jdbc:mariadb-java-client:3.5.1"),
  MYSQL("MySQL's driver | MariaDB | socket, -", 8, "MySql", "mysql:mysql-connector-java:8.0.27"),
  NGINX("HttpsURLConnection | nginx | socket, -", 8, "Nginx"),
  RMI("RMI over SSL | the same | socket, socket", 8, "Rmi"),
  DERBY(
      "Derby's driver | Derby | socket, socket",
      8,
      "Derby",
      "org.apache.derby:derbynet:10.14.2.0",
      "org.apache.derby:derbyclient:10.14.2.0"),
  ACTIVE_MQ(
      "ActiveMQ's client | ActiveMQ | socket, socket",
      8,
      "ActiveMq",
      "org.apache.activemq:activemq-broker:5.16.7"),
  MQTT(
      "Paho MQTT | Moquette | socket, engine",
      8,
      "Mqtt",
      "io.moquette:moquette-broker:0.15",
      "org.eclipse.paho:org.eclipse.paho.client.mqttv3:1.2.5"),
  TOMCAT_11(
      "HttpsURLConnection | Tomcat 11 | socket, engine",
      17,
      "TomcatServer",
      "org.apache.tomcat.embed:tomcat-embed-core:11.0.27"),
  GRIZZLY(
      "HttpsURLConnection | Grizzly | socket, engine",
      8,
      "GrizzlyServer",
      "org.glassfish.grizzly:grizzly-http-server:2.4.4"),
  REACTOR_NETTY_SERVER(
      "HttpsURLConnection | Reactor Netty | socket, engine",
      8,
      "ReactorNettyServer",
      "io.projectreactor.netty:reactor-netty-http:1.2.18"),
  PEKKO(
      "HttpsURLConnection | Pekko HTTP | socket, engine",
      8,
      "PekkoServer",
      "org.apache.pekko:pekko-http_2.13:1.2.0",
      "org.apache.pekko:pekko-stream_2.13:1.2.0"),
  NANO_HTTPD(
      "HttpsURLConnection | NanoHTTPD | socket, socket",
      8,
      "NanoServer",
      "org.nanohttpd:nanohttpd:2.3.1"),
  REACTOR_NETTY_CLIENT(
      "Reactor Netty | HttpsServer | engine, engine",
      8,
      "ReactorNettyClient",
      "io.projectreactor.netty:reactor-netty-http:1.2.18"),
  ELASTICSEARCH(
      "Elasticsearch's REST client | HttpsServer | engine, engine",
      8,
      "ElasticsearchClient",
      "org.elasticsearch.client:elasticsearch-rest-client:7.17.28"),
  OPEN_SEARCH(
      "OpenSearch's REST client | HttpsServer | engine, engine",
      8,
      "OpenSearchClient",
      "org.opensearch.client:opensearch-rest-client:2.19.1"),
  GRPC(
      "gRPC | the same | engine, engine",
      8,
      "Grpc",
      "io.grpc:grpc-netty:1.85.1",
      "io.grpc:grpc-stub:1.85.1"),
  MINA("MINA | the same | engine, engine", 8, "Mina", "org.apache.mina:mina-core:2.1.10"),
  TLS_CHANNEL(
      "tls-channel | the same | engine, engine",
      8,
      "TlsChannels",
      "com.github.marianobarrios:tls-channel:0.9.1"),
  ACTIVE_MQ_NIO(
      "ActiveMQ's client | ActiveMQ, `nio+ssl` | socket, engine",
      8,
      "ActiveMq",
      "org.apache.activemq:activemq-broker:5.16.7");

  private static final List<Integer> JDKS = List.of(8, 17, 25);

  private static final Set<String> TIMED =
      Set.of(
          "HTTP_CLIENT_5_ASYNC",
          "ACTIVE_MQ",
          "ACTIVE_MQ_NIO",
          "GRPC",
          "ELASTICSEARCH",
          "OPEN_SEARCH");

  private final String ends;
  private final int oldest;
  private final String source;
  private final List<String> artifacts;
  private final TomcatTls openSsl;

  /**
   * One of a line.
   *
   * @param ends client, server, and what the connections of each are, as in the table
   */
  RealApplication(String ends, int oldest, String source, String... artifacts) {
    this.ends = ends;
    this.oldest = oldest;
    this.source = source;
    this.artifacts = List.of(artifacts);
    openSsl = null;
  }

  /** A server whose TLS library is OpenSSL. */
  RealApplication(String server, int oldest, TomcatTls openSsl) {
    ends = "HttpsURLConnection | " + server + " | socket, engine";
    this.oldest = oldest;
    source = "TomcatOpenSsl";
    artifacts = List.of(openSsl.artifacts());
    this.openSsl = openSsl;
  }

  /** Whether the clock has a say in its payloads, or in their order. */
  boolean isTimed() {
    return TIMED.contains(name());
  }

  /** Its main class. */
  String main() {
    return source;
  }

  List<Integer> jdks() {
    return JDKS.stream().filter(jdk -> jdk >= oldest).toList();
  }

  String classPath() {
    int release = openSsl == null ? oldest : 8; // of this module's own part
    return Artifacts.compile(release, "applications/" + source, artifacts.toArray(String[]::new));
  }

  /** What its JVM needs beside its class path. */
  ChildJvm in(ChildJvm jvm) {
    if (this == ACTIVE_MQ_NIO) {
      return jvm.property("activemq.transport", "nio+ssl");
    }
    return openSsl == null ? jvm : OpenSslConf.TLS_1_0_WITHOUT_EMPTY_RECORDS.in(openSsl.in(jvm));
  }

  TappedConnection.Library serverLibrary() {
    return openSsl == null ? TappedConnection.Library.JSSE : TappedConnection.Library.OPEN_SSL;
  }

  /** Starts the server, where it is no Java program; null where it is. */
  Daemon startServer() {
    return switch (this) {
      case PG_JDBC -> Daemons.postgres();
      case MARIA_DB, MYSQL -> Daemons.mariaDb();
      case NGINX -> Daemons.nginx();
      default -> null;
    };
  }

  boolean isServerJava() {
    return !ends.endsWith("-");
  }

  /** What the client's connections are, as its TLS library has them: on the stack of each write. */
  String clientClass() {
    return tlsClass(kinds().substring(0, kinds().indexOf(',')));
  }

  /** The same of the server's. */
  String serverClass() {
    return openSsl == null
        ? tlsClass(kinds().substring(kinds().indexOf(' ') + 1))
        : openSsl.engineClass();
  }

  private String kinds() {
    return ends.substring(ends.lastIndexOf('|') + 2);
  }

  private String tlsClass(String kind) {
    if (this == GRPC) {
      return "io.netty.handler.ssl.JdkSslEngine"; // around the JDK's, for ALPN
    }
    return "sun.security.ssl." + (kind.equals("socket") ? "SSLSocketImpl" : "SSLEngineImpl");
  }

  /** Its line of the table. */
  String row() {
    String java = jdks().stream().map(String::valueOf).collect(joining(", ", "Java ", ""));
    String records = isServerJava() ? "1 + n-1, both ways" : "1 + n-1 of the client";
    String both = ends.substring(0, ends.lastIndexOf('|') - 1);
    return Stream.of(both, libraries(), kinds(), "1.0, 1.3", records, "the same", java)
        .collect(joining(" | ", "| ", " |"));
  }

  private String libraries() {
    return artifacts.isEmpty()
        ? "of the JDK"
        : artifacts.stream()
            .map(a -> a.replaceFirst("[^:]*:", "").replace(':', ' '))
            .collect(joining(", "));
  }
}
