package io.github.recordsplit.applications;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.recordsplit.apps.LineClient;
import io.github.recordsplit.harness.Artifacts;
import io.github.recordsplit.harness.Child;
import io.github.recordsplit.harness.ChildJvm;
import io.github.recordsplit.harness.Jdk;
import io.github.recordsplit.harness.Jdks;
import io.github.recordsplit.harness.Result;
import io.github.recordsplit.harness.Target;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * A server that reads once per wake-up of its selector, with tls-channel 0.9.1: it hangs when both
 * records come in one segment, and lives with the JDK's two writes, and with {@code split apart}.
 */
@Execution(ExecutionMode.CONCURRENT)
class OneReadPerWakeUpTest {
  private static final String KIND = "TLSv1/CBC";
  private static final String LIBRARY = "com.github.marianobarrios:tls-channel:0.9.1";

  /** Many times what two writes wait for: the peer's delayed ACK. */
  private static final Duration HANGS = Duration.ofSeconds(2);

  private static final Path LINE = Target.write("apart/line.txt", "hello, are you there?\n");

  @TestFactory
  Stream<DynamicTest> hangsWithOneWriteAndLivesWithTwo() {
    return Jdks.on(List.of(17), OneReadPerWakeUpTest::client);
  }

  @Tag("full")
  @TestFactory
  Stream<DynamicTest> onOtherJdks() {
    return Jdks.on(List.of(8, 25), OneReadPerWakeUpTest::client);
  }

  @Test
  void theProbeNamesTheRule() {
    try (Child server = server()) {
      int port = port(server);
      String[] words = {"probe", "localhost:" + port, "--tls1", "--times", "1", "--send"};
      Result result =
          ChildJvm.on(Jdks.running())
              .brief()
              .jar(
                  Target.agentJar(),
                  Stream.concat(Stream.of(words), Stream.of(LINE.toString()))
                      .toArray(String[]::new))
              .run();
      result.check(result.status() == 1, "exit status is not 1");
      List<String> lines = result.stdout();
      assertEquals("does not survive split records", lines.get(3));
      result.check(lines.get(4).startsWith("apart: 1 of 1 the same answer, "), lines.get(4));
      assertEquals(
          "survives them in two writes: split host localhost:" + port + " apart", lines.get(5));
    }
  }

  private static void client(Jdk jdk) throws InterruptedException {
    try (Child server = server()) {
      int port = port(server);
      assertAnswered(sizes(jdk, null, port, "5", "200", "2", "1", "3000").run());
      Path rules =
          Target.write(
              "apart/" + jdk.feature() + ".txt", "split host localhost:" + port + " apart\n");
      assertAnswered(
          sizes(jdk, "mode=all,rules=" + rules, port, "5", "200", "2", "1", "3000").run());
      Child client = sizes(jdk, "mode=all", port, "1", "200").start();
      try {
        client.awaitLine("^1 ok$");
        Thread.sleep(HANGS.toMillis());
      } finally {
        client.close();
      }
      assertEquals(List.of("1 ok"), client.await().stdout(), "both records in one write");
    }
  }

  private static void assertAnswered(Result result) {
    assertEquals(
        List.of("5 ok", "200 ok", "2 ok", "1 ok", "3000 ok"), result.stdout(), result::toString);
  }

  private static ChildJvm sizes(Jdk jdk, String options, int port, String... sizes) {
    String[] words =
        Stream.concat(Stream.of("localhost", port + "", KIND), Stream.of(sizes))
            .toArray(String[]::new);
    ChildJvm child = ChildJvm.on(jdk).brief().main(LineClient.class, words);
    return options == null ? child : child.agent(options);
  }

  private static Child server() {
    return ChildJvm.on(Jdks.running())
        .brief()
        .classPath(Artifacts.compile(8, "tlschannel/SelectorServer", LIBRARY))
        .main("io.github.recordsplit.apps.SelectorServer")
        .start();
  }

  private static int port(Child server) {
    return Integer.parseInt(server.awaitLine("^port (\\d+)").group(1));
  }
}
