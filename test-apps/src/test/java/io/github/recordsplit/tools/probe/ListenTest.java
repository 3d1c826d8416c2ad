package io.github.recordsplit.tools.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.recordsplit.apps.HttpsGets;
import io.github.recordsplit.harness.Artifacts;
import io.github.recordsplit.harness.Child;
import io.github.recordsplit.harness.ChildJvm;
import io.github.recordsplit.harness.Jdks;
import io.github.recordsplit.harness.Keys;
import io.github.recordsplit.harness.Result;
import io.github.recordsplit.harness.Shell;
import io.github.recordsplit.harness.Target;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** {@code probe --listen} says of each client whether it splits what it sends. */
@Execution(ExecutionMode.CONCURRENT)
class ListenTest {
  private static final String OKHTTP = "com.squareup.okhttp3:okhttp:4.12.0";
  private static final Path CURL = Path.of("/usr/bin/curl");

  @Test
  void httpsUrlConnection() {
    assertSends("1/n-1 from record 2", url -> jvm().main(HttpsGets.class, url, "2").run());
    assertSends(
        "whole",
        url ->
            jvm()
                .property("jsse.enableCBCProtection", "false")
                .main(HttpsGets.class, url, "2")
                .run());
    assertSends(
        "1/n-1 from the first record",
        url -> jvm().agent("mode=all").main(HttpsGets.class, url, "2").run());
  }

  /** The JDK leaves the first payload whole, and who sends no other one may do so with each. */
  @Test
  void oneRequestIsTooLittle() {
    assertSends("not known", url -> jvm().main(HttpsGets.class, url, "1").run());
  }

  @Tag("full")
  @Test
  void okHttp() {
    String path = Artifacts.compile(8, "probe/OkHttpGets", OKHTTP);
    assertSends(
        "1/n-1 from record 2",
        url -> jvm().classPath(path).mainNamed("OkHttpGets", url, "2").run());
    assertSends(
        "1/n-1 from the first record",
        url -> jvm().classPath(path).agent("mode=all").mainNamed("OkHttpGets", url, "2").run());
  }

  @Test
  void curl() {
    Assumptions.assumeTrue(Files.isExecutable(CURL), "no curl at hand");
    assertSends("0/n from the first record", url -> curl("", url));
    assertSends("whole", url -> curl("--ssl-allow-beast ", url));
  }

  /** On TLS 1.2 nobody needs to. */
  @Test
  void newerTlsIsNotKnown() {
    List<String> told =
        listen(new String[] {"--times", "1"}, url -> jvm().main(HttpsGets.class, url, "2").run());
    assertTrue(
        told.get(2)
            .matches("client 1 127\\.0\\.0\\.1 sends: not known, TLSv1\\.\\d needs no splitting"),
        told::toString);
    assertEquals(List.of("1 client: closed 1", "they send: not known 1"), told.subList(3, 5));
  }

  /** Each client is an object on a line of its own, and so is what they come to. */
  @Test
  void forPrograms() {
    List<String> told =
        listen(
            new String[] {"--tls1", "--json", "--times", "2"},
            url -> {
              jvm().main(HttpsGets.class, url, "2").run();
              return jvm().agent("mode=all").main(HttpsGets.class, url, "3").run();
            });
    JsonObject second = JsonParser.parseString(told.get(2)).getAsJsonObject();
    assertEquals(3, second.get("requests").getAsInt());
    assertEquals("split", second.get("answered").getAsString());
    JsonObject sends = second.getAsJsonObject("sends");
    assertEquals("1/n-1", sends.get("how").getAsString());
    assertEquals(1, sends.get("from").getAsInt());
    assertEquals(6, sends.getAsJsonArray("records").size());
    assertEquals(
        "{\"clients\":2,\"ends\":{\"closed\":2},"
            + "\"sends\":{\"1/n-1 from record 2\":1,\"1/n-1 from the first record\":1}}",
        told.get(3));
  }

  /** Ctrl-C is an end, too. */
  @Test
  void sumsUpWhenItIsInterrupted() throws Exception {
    try (Child probe = start("--tls1")) {
      int port = port(probe);
      jvm().main(HttpsGets.class, "https://localhost:" + port + "/", "1").run();
      probe.awaitLine("^client 1 127.0.0.1 sends: ");
      new ProcessBuilder("kill", "-INT", probe.pid() + "").start().waitFor();
      Result result = probe.await();
      List<String> told = result.stdout();
      result.check(told.contains("1 client: closed 1"), "no sum");
      result.check(told.get(told.size() - 1).equals("they send: not known 1"), "no last line");
    }
  }

  /** A tap in between sees one write or two. */
  @Test
  void answersInOneWriteOrInTwo() {
    assertEquals(1, answers());
    assertEquals(2, answers("--two-writes"));
  }

  /** In how many reads a tap had the answer's two records. */
  private static long answers(String... words) {
    String[] once =
        Stream.concat(Stream.of("--tls1", "--times", "1"), Stream.of(words)).toArray(String[]::new);
    try (Child probe = start(once);
        Child tap =
            jvm()
                .jar(
                    Target.agentJar(), "tap", "0", "127.0.0.1:" + port(probe), "--connections", "1")
                .start()) {
      int port = port(tap);
      jvm().main(HttpsGets.class, "https://localhost:" + port + "/", "1").run().assertClean();
      Result seen = tap.await();
      return seen.stdout().stream().filter(l -> l.startsWith("1 < application data")).count();
    }
  }

  private static Result curl(String more, String url) {
    String line =
        "curl -sk --tlsv1.0 --tls-max 1.0 --ciphers AES128-SHA:@SECLEVEL=0 "
            + more
            + url
            + " "
            + url;
    return new Shell(Jdks.running(), Target.file("probe/curl").getParent(), Map.of()).run(line, "");
  }

  private static void assertSends(String due, Function<String, Result> client) {
    List<String> told = listen(new String[] {"--tls1", "--times", "1"}, client);
    assertTrue(told.get(2).startsWith("client 1 127.0.0.1 sends: " + due + ", "), told::toString);
    assertEquals("they send: " + due + " 1", told.get(4));
  }

  /** What it says of what a client does; the client ended well. */
  private static List<String> listen(String[] words, Function<String, Result> client) {
    try (Child probe = start(words)) {
      Result result = client.apply("https://localhost:" + port(probe) + "/");
      result.check(result.status() == 0, "the client failed");
      return probe.await().stdout();
    }
  }

  private static int port(Child child) {
    String port = "^(?:\\{\"listening\":|listening on .*port )(\\d+)";
    return Integer.parseInt(child.awaitLine(port).group(1));
  }

  private static Child start(String... words) {
    String[] all =
        Stream.concat(
                Stream.of("probe", "--listen", "0", "--keystore", Keys.store().toString()),
                Stream.of(words))
            .toArray(String[]::new);
    return jvm()
        .environment("RECORDSPLIT_KEYSTORE_PASSWORD", Keys.PASSWORD)
        .jar(Target.agentJar(), all)
        .start();
  }

  private static ChildJvm jvm() {
    return ChildJvm.on(Jdks.running()).brief();
  }
}
