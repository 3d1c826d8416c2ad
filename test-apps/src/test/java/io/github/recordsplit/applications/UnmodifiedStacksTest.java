package io.github.recordsplit.applications;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.recordsplit.apps.HttpsEchoServer;
import io.github.recordsplit.apps.HttpsUrlClient;
import io.github.recordsplit.apps.NioClient;
import io.github.recordsplit.harness.Child;
import io.github.recordsplit.harness.ChildJvm;
import io.github.recordsplit.harness.Jdk;
import io.github.recordsplit.harness.Jdks;
import io.github.recordsplit.harness.Message;
import io.github.recordsplit.harness.Protocol;
import io.github.recordsplit.harness.RecordClient;
import io.github.recordsplit.harness.RecordServer;
import io.github.recordsplit.harness.Result;
import io.github.recordsplit.harness.SourceApp;
import io.github.recordsplit.harness.Tls;
import io.github.recordsplit.wire.Cuts;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * The JDK's own HTTP clients, its HTTP server and a plain engine loop do the same with the agent as
 * without it, but in split records, on every protocol version.
 */
@Execution(ExecutionMode.CONCURRENT)
class UnmodifiedStacksTest {
  private static final Path HTTP_CLIENT = SourceApp.compile(11, "HttpClientApp");

  @TestFactory
  Stream<DynamicTest> httpsUrlConnection() {
    return Jdks.each(
        jdk ->
            clients(
                jdk,
                Protocol.HTTP,
                (jvm, urls) -> jvm.main(HttpsUrlClient.class, urls),
                exactly(Cuts::socket)));
  }

  @TestFactory
  Stream<DynamicTest> nioEngineLoop() {
    return Jdks.each(
        jdk ->
            clients(
                jdk,
                Protocol.LINE,
                (jvm, ports) -> jvm.main(NioClient.class, ports),
                exactly(Cuts::engine)));
  }

  @TestFactory
  Stream<DynamicTest> javaNetHttpClient() {
    return Jdks.each(
        jdk -> {
          Assumptions.assumeTrue(jdk.feature() >= 11, jdk + " has no java.net.http");
          clients(
              jdk,
              Protocol.HTTP,
              (jvm, urls) -> jvm.main(HTTP_CLIENT, "HttpClientApp", urls),
              Cuts::assertPairs);
        });
  }

  @TestFactory
  Stream<DynamicTest> httpsServer() {
    return Jdks.each(
        jdk -> {
          List<Message> without = server(jdk, null);
          List<Message> with = server(jdk, "mode=all,scope=any");
          assertRecords(without, with, Cuts::assertPairs);
          assertEquals(texts(without), texts(with));
        });
  }

  private static BiConsumer<List<Integer>, List<Integer>> exactly(
      UnaryOperator<List<Integer>> cut) {
    return (unsplit, split) -> assertEquals(cut.apply(unsplit), split);
  }

  /** Runs a client without and with the agent against the same servers, one a protocol version. */
  private static void clients(
      Jdk jdk,
      Protocol protocol,
      BiConsumer<ChildJvm, String[]> application,
      BiConsumer<List<Integer>, List<Integer>> splitAs)
      throws Exception {
    List<RecordServer> servers = start(protocol);
    try {
      String prefix = protocol == Protocol.HTTP ? "https://localhost:" : "";
      String[] places = servers.stream().map(s -> prefix + s.port()).toArray(String[]::new);
      Result without = run(jvm(jdk, null), application, places);
      List<List<Message>> before = servers.stream().map(RecordServer::requests).toList();
      Result with = run(jvm(jdk, "mode=all,scope=any"), application, places);
      assertEquals(without.stdout(), with.stdout());
      for (RecordServer server : servers) {
        List<Message> seen = before.get(servers.indexOf(server));
        List<Message> more = server.requests();
        assertTrue(!seen.isEmpty(), "requests without the agent");
        assertRecords(seen, more.subList(seen.size(), more.size()), splitAs);
        assertEquals(2, server.connections(), "connections, one each time");
      }
    } finally {
      for (RecordServer server : servers) {
        server.close();
      }
    }
  }

  private static List<RecordServer> start(Protocol protocol) throws IOException {
    List<RecordServer> servers = new ArrayList<>();
    for (Tls tls : Tls.values()) {
      servers.add(RecordServer.start(tls, protocol));
    }
    return servers;
  }

  /** Without the agent the JDK's own protection is off, so that a record shows a payload. */
  private static ChildJvm jvm(Jdk jdk, String options) {
    ChildJvm jvm = ChildJvm.on(jdk).brief();
    return options == null ? jvm.property("jsse.enableCBCProtection", "false") : jvm.agent(options);
  }

  private static Result run(
      ChildJvm jvm, BiConsumer<ChildJvm, String[]> application, String[] places) {
    application.accept(jvm, places);
    return jvm.run().assertSilent();
  }

  private static void assertRecords(
      List<Message> without, List<Message> with, BiConsumer<List<Integer>, List<Integer>> splitAs) {
    assertEquals(without.size(), with.size(), "messages");
    for (int i = 0; i < with.size(); i++) {
      splitAs.accept(without.get(i).records(), with.get(i).records());
    }
  }

  private static List<Message> server(Jdk jdk, String options) throws IOException {
    try (Child child = jvm(jdk, options).main(HttpsEchoServer.class).start()) {
      int port = Integer.parseInt(child.awaitLine("^port (\\d+)").group(1));
      List<Message> replies = new ArrayList<>();
      for (Tls tls : Tls.values()) {
        try (RecordClient client = RecordClient.connect(tls, Protocol.HTTP, port)) {
          for (String request : requests()) {
            replies.add(client.exchange(request.getBytes(ISO_8859_1)));
          }
        }
      }
      child.closeInput();
      child.await().assertSilent();
      return replies;
    }
  }

  private static List<String> requests() {
    Function<Integer, String> get = n -> "GET /" + n + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
    Function<Integer, String> post =
        n ->
            "POST /echo HTTP/1.1\r\nHost: localhost\r\nContent-Length: "
                + n
                + "\r\n\r\n"
                + "y".repeat(n);
    return List.of(get.apply(200), post.apply(200), get.apply(100_000), post.apply(100_000));
  }

  /** Replies but for the time at which they were made. */
  private static List<String> texts(List<Message> replies) {
    return replies.stream().map(r -> r.text().replaceFirst("Date: [^\r]+", "Date")).toList();
  }
}
