package io.github.recordsplit.applications;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.github.recordsplit.apps.BesidePlainSocket;
import io.github.recordsplit.harness.Artifacts;
import io.github.recordsplit.harness.ChildJvm;
import io.github.recordsplit.harness.Jdk;
import io.github.recordsplit.harness.Jdks;
import io.github.recordsplit.harness.Message;
import io.github.recordsplit.harness.Protocol;
import io.github.recordsplit.harness.RecordServer;
import io.github.recordsplit.harness.Result;
import io.github.recordsplit.harness.Target;
import io.github.recordsplit.harness.Tls;
import io.github.recordsplit.wire.Cuts;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * {@code use http-clients} splits what the real client of each line's name sends, by that line, and
 * leaves a plain socket of the same JVM alone.
 */
@Execution(ExecutionMode.CONCURRENT)
class HttpClientsTest {
  /**
   * A client's small program, among the test resources, and its library.
   *
   * @param pattern the line of the list that this proves
   * @param from the first Java that it runs on
   */
  private record Client(String pattern, String program, int from, String... artifacts) {
    String line() {
      return "split class " + pattern + " role client\n";
    }

    @Override
    public String toString() {
      return artifacts.length == 0 ? program : program + " " + artifacts[0];
    }
  }

  private static final List<Client> CLIENTS =
      List.of(
          new Client("sun.net.www.protocol.https.**", "JdkUrl", 8),
          new Client("jdk.internal.net.http.**", "JdkClient", 11),
          new Client(
              "org.apache.commons.httpclient.**",
              "Commons3",
              8,
              "commons-httpclient:commons-httpclient:3.1"),
          new Client(
              "org.apache.http.**", "Apache4", 8, "org.apache.httpcomponents:httpclient:4.5.14"),
          new Client(
              "org.apache.http.**",
              "Apache4Async",
              8,
              "org.apache.httpcomponents:httpasyncclient:4.1.5"),
          new Client(
              "org.apache.hc.**",
              "Apache5",
              8,
              "org.apache.httpcomponents.client5:httpclient5:5.4.1"),
          new Client(
              "org.apache.hc.**",
              "Apache5Async",
              8,
              "org.apache.httpcomponents.client5:httpclient5:5.4.1"),
          new Client("com.squareup.okhttp.**", "OkHttp2", 8, "com.squareup.okhttp:okhttp:2.7.5"),
          new Client("okhttp3.**", "OkHttp3", 8, "com.squareup.okhttp3:okhttp:3.14.9"),
          new Client("okhttp3.**", "OkHttp3", 8, "com.squareup.okhttp3:okhttp:4.12.0"),
          new Client("okhttp3.**", "OkHttp3", 8, "com.squareup.okhttp3:okhttp-jvm:5.1.0"),
          new Client(
              "org.eclipse.jetty.client.**",
              "Jetty9",
              8,
              "org.eclipse.jetty:jetty-client:9.4.57.v20241219"),
          new Client(
              "org.eclipse.jetty.io.ClientConnector",
              "Jetty12",
              17,
              "org.eclipse.jetty:jetty-client:12.0.16"),
          new Client(
              "reactor.netty.http.client.**",
              "ReactorNetty",
              8,
              "io.projectreactor.netty:reactor-netty-http:1.2.1"),
          new Client(
              "org.asynchttpclient.**",
              "AsyncHttpClient2",
              8,
              "org.asynchttpclient:async-http-client:2.12.4"),
          new Client(
              "org.asynchttpclient.**",
              "AsyncHttpClient2",
              11,
              "org.asynchttpclient:async-http-client:3.0.1"),
          new Client(
              "com.ning.http.client.**",
              "AsyncHttpClient1",
              8,
              "com.ning:async-http-client:1.9.40"),
          new Client("io.vertx.core.http.**", "VertxWeb", 8, "io.vertx:vertx-web-client:4.5.11"),
          new Client("io.vertx.core.http.**", "VertxWeb", 11, "io.vertx:vertx-web-client:5.0.0"),
          new Client(
              "io.undertow.client.**", "Undertow", 11, "io.undertow:undertow-core:2.3.18.Final"));

  private static final String LIST = "use http-clients\n";
  private static final String PATTERN_AND_REST = "split class (\\S+) .*";

  @Test
  void eachPatternHasItsClient() {
    Set<String> proved = CLIENTS.stream().map(Client::pattern).collect(Collectors.toSet());
    Set<String> listed =
        list()
            .filter(l -> l.startsWith("split "))
            .map(l -> l.replaceFirst(PATTERN_AND_REST, "$1"))
            .collect(Collectors.toSet());
    assertEquals(proved, listed);
  }

  @Test
  void theJdksOwn() throws Exception {
    assertSplit(Jdks.running(), CLIENTS.get(0), LIST);
    assertSplit(Jdks.running(), CLIENTS.get(1), LIST);
  }

  @Tag("full")
  @TestFactory
  Stream<DynamicTest> eachClient() {
    return CLIENTS.stream()
        .flatMap(c -> on(c).map(jdk -> test(c + " on " + jdk, () -> assertSplit(jdk, c, LIST))));
  }

  @Tag("full")
  @TestFactory
  Stream<DynamicTest> eachClientByItsLineAlone() {
    return CLIENTS.stream()
        .map(c -> test(c.toString(), () -> assertSplit(Jdks.running(), c, c.line())));
  }

  private static Stream<Jdk> on(Client client) {
    return Stream.of(8, 17, 25).filter(v -> v >= client.from).map(Jdks::assume);
  }

  private interface Body {
    void run() throws Exception;
  }

  private static DynamicTest test(String name, Body body) {
    return DynamicTest.dynamicTest(name, body::run);
  }

  /** What the client sent was split; what a plain socket of its JVM sent was not. */
  private static void assertSplit(Jdk jdk, Client client, String rules) throws Exception {
    try (RecordServer plain = RecordServer.start(Tls.V1_2_GCM, Protocol.LINE);
        RecordServer server = RecordServer.start(Tls.V1_2_GCM, Protocol.HTTP)) {
      String url = "https://localhost:" + server.port() + "/200";
      Result result =
          jvm(jdk, client, rules)
              .main(BesidePlainSocket.class, plain.port() + "", client.program, url)
              .run();
      boolean good = result.status() == 0 && result.stdout().contains("200");
      result.check(good, "the client failed");
      assertEquals(List.of(List.of(13), List.of(13)), plain.recordsByLabel().get("plain"));
      assertFalse(server.requests().isEmpty(), "nothing was sent");
      for (Message request : server.requests()) {
        Cuts.assertPairs(List.of(request.bytes().length), request.records());
      }
    }
  }

  private static ChildJvm jvm(Jdk jdk, Client client, String rules) {
    String name = "http-clients/" + (client + " " + jdk + rules.hashCode()).replaceAll("\\W", "_");
    Path file = Target.write(name + ".rules", "mode selective\n" + rules);
    return ChildJvm.on(jdk)
        .brief()
        .agent("rules=" + file + ",scope=any")
        .classPath(Artifacts.compile(client.from, "http/" + client.program, client.artifacts));
  }

  /** The list as it is printed. */
  private static Stream<String> list() {
    return ChildJvm.on(Jdks.running())
        .brief()
        .jar(Target.agentJar(), "presets", "http-clients")
        .run()
        .stdout()
        .stream();
  }
}
