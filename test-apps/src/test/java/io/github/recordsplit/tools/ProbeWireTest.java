package io.github.recordsplit.tools;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.recordsplit.harness.Child;
import io.github.recordsplit.harness.ChildJvm;
import io.github.recordsplit.harness.Jdk;
import io.github.recordsplit.harness.Jdks;
import io.github.recordsplit.harness.Keys;
import io.github.recordsplit.harness.Message;
import io.github.recordsplit.harness.Protocol;
import io.github.recordsplit.harness.RecordClient;
import io.github.recordsplit.harness.RecordServer;
import io.github.recordsplit.harness.Result;
import io.github.recordsplit.harness.Target;
import io.github.recordsplit.harness.Tls;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What {@code probe} itself puts on the wire. */
@Execution(ExecutionMode.CONCURRENT)
class ProbeWireTest {
  private static final Path LINE = Target.write("probe/line.txt", "hello, are you there?\n");

  @Test
  void onTls10() throws Exception {
    asks(Jdks.running(), Tls.V1_0_CBC, "--tls1");
  }

  @Test
  void splitsItsAnswersToClients() throws Exception {
    listens(Jdks.running());
  }

  @Tag("full")
  @TestFactory
  Stream<DynamicTest> onEachJava() {
    return Jdks.each(
        jdk -> {
          for (Tls tls : Tls.values()) {
            asks(jdk, tls);
          }
          asks(jdk, Tls.V1_0_CBC, "--tls1");
          listens(jdk);
        });
  }

  @Tag("full")
  @Test
  void tls1IsAllThatItOffers() throws Exception {
    try (RecordServer server = RecordServer.start(Tls.V1_2_GCM, Protocol.HTTP)) {
      Result result = probe(Jdks.running(), server, "--tls1");
      result.check(result.status() == 2, "exit status is not 2");
      result.check(
          result.stderr().get(0).startsWith("recordsplit: cannot tell: no TLS connection: "),
          "not the sentence");
    }
  }

  @Tag("full")
  @Test
  void sendsAFileAndLooksForWhatIsExpected() throws Exception {
    try (RecordServer server = RecordServer.start(Tls.V1_3, Protocol.LINE).refusing()) {
      String[] send = {"--send", LINE.toString(), "--times", "1", "--expect"};
      assertEquals(0, probe(Jdks.running(), server, send, "^.ereht uoy").status());
      List<List<Integer>> records = server.requests().stream().map(Message::records).toList();
      assertEquals(
          List.of(List.of(22), List.of(1, 21), List.of(22), List.of(1, 21), List.of(22)), records);
      assertEquals("hello, are you there?\n", server.requests().get(1).text());
      Result other = probe(Jdks.running(), server, send, "^there");
      other.check(other.status() == 2, "exit status is not 2");
      other.check(other.stdout().get(3).contains("not as expected: '?ereht"), "no answer shown");
    }
  }

  /** Whole and split in turn, both the same request, and the answers told as JSON. */
  private static void asks(Jdk jdk, Tls tls, String... more) throws Exception {
    try (RecordServer server = RecordServer.start(tls, Protocol.HTTP).refusing()) {
      String[] http = {"--http", "/200", "--times", "2", "--json"};
      Result result = probe(jdk, server, http, more);
      result.check(result.status() == 0, "exit status is not 0");
      String json = result.stdout().get(0);
      result.check(json.contains("\"survives\":true,"), "it does not survive");
      result.check(json.contains("\"split\":{\"same\":2,\"different\":0,"), "not twice the same");
      result.check(json.contains("\"apart\":{\"same\":2,\"different\":0,"), "not twice apart");
      List<Message> requests = server.requests();
      int n = requests.get(0).bytes().length;
      assertTrue(requests.get(0).text().startsWith("GET /200 HTTP/1.1\r\nHost: localhost:"));
      List<Integer> whole = List.of(n);
      List<Integer> split = List.of(1, n - 1);
      assertEquals(
          List.of(whole, split, whole, split, whole, split, whole, split, whole),
          requests.stream().map(Message::records).limit(9).toList());
      assertEquals(1, requests.stream().map(Message::text).limit(9).distinct().count());
      // Then how the server itself sends: it is asked twice on one connection of TLS 1.0.
      assertEquals(tls == Tls.V1_0_CBC ? 11 : 9, requests.size());
    }
  }

  /** In turn whole and split, to clients that send whole, and to one that splits. */
  private static void listens(Jdk jdk) throws IOException {
    try (Child probe =
        ChildJvm.on(jdk)
            .brief()
            .environment("RECORDSPLIT_KEYSTORE_PASSWORD", Keys.PASSWORD)
            .jar(
                Target.agentJar(),
                "probe",
                "--listen",
                "0",
                "--in-turn",
                "--times",
                "3",
                "--send",
                LINE.toString(),
                "--keystore",
                Keys.store().toString())
            .start()) {
      int port = Integer.parseInt(probe.awaitLine("^listening on port (\\d+)").group(1));
      List<List<Integer>> answers = new ArrayList<>();
      for (Tls tls : Tls.values()) {
        try (RecordClient client = RecordClient.connect(tls, Protocol.LINE, port)) {
          // The JDK splits all but the first payload on TLS 1.0 by itself.
          byte[][] request =
              tls == Tls.V1_0_CBC
                  ? new byte[][] {ascii("ab\n")}
                  : new byte[][] {ascii("a"), ascii("b\n")};
          answers.add(client.exchange(request).records());
        }
      }
      assertEquals(List.of(List.of(22), List.of(1, 21), List.of(22)), answers);
      Result result = probe.await();
      String end = ": closed at once after \\d+ ms";
      result.check(result.status() == 0, "exit status is not 0");
      for (int i = 1; i <= 3; i++) {
        String line = result.stdout().get(2 * i - 1);
        String how = i == 2 ? "split" : "whole";
        result.check(
            line.matches("client " + i + " 127\\.0\\.0\\.1 TLSv1\\S*, answered " + how + end),
            line);
      }
    }
  }

  private static byte[] ascii(String text) {
    return text.getBytes(US_ASCII);
  }

  private static Result probe(Jdk jdk, RecordServer server, String[] words, String... more) {
    return probe(jdk, server, Stream.of(words, more).flatMap(Stream::of).toArray(String[]::new));
  }

  private static Result probe(Jdk jdk, RecordServer server, String... words) {
    String[] all =
        Stream.concat(Stream.of("probe", "localhost:" + server.port()), Stream.of(words))
            .toArray(String[]::new);
    return ChildJvm.on(jdk).brief().jar(Target.agentJar(), all).run();
  }
}
