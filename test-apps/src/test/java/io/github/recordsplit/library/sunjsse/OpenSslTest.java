package io.github.recordsplit.library.sunjsse;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.recordsplit.apps.LineClient;
import io.github.recordsplit.apps.LineServer;
import io.github.recordsplit.harness.Child;
import io.github.recordsplit.harness.ChildJvm;
import io.github.recordsplit.harness.Jdk;
import io.github.recordsplit.harness.Jdks;
import io.github.recordsplit.harness.OpenSsl;
import io.github.recordsplit.harness.Target;
import io.github.recordsplit.wire.WireModel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The same on the wire for a TLS library that is not Java's: OpenSSL reads, and says what it saw.
 */
class OpenSslTest {
  private static final String KIND = "TLSv1/CBC";
  private static final List<Integer> SIZES = List.of(5, 1, 2, 200, 1, 4000);

  @TestFactory
  Stream<DynamicTest> serverReceivesSplitRequests() {
    OpenSsl openSsl = OpenSsl.assume();
    return Jdks.each(jdk -> client(openSsl, jdk));
  }

  @TestFactory
  Stream<DynamicTest> clientReceivesSplitReplies() {
    OpenSsl openSsl = OpenSsl.assume();
    return Jdks.each(jdk -> server(openSsl, jdk));
  }

  private static void client(OpenSsl openSsl, Jdk jdk) throws Exception {
    Path messages = Target.file("openssl/server-" + jdk.feature() + ".txt");
    try (Child server = openSsl.reversingServer(messages)) {
      List<String> arguments = new ArrayList<>();
      arguments.addAll(List.of("localhost", String.valueOf(OpenSsl.port(server)), KIND));
      SIZES.forEach(size -> arguments.add(String.valueOf(size)));
      List<String> stdout =
          ChildJvm.on(jdk)
              .agent("mode=all")
              .main(LineClient.class, arguments.toArray(String[]::new))
              .run()
              .assertSilent()
              .stdout();
      server.await();
      assertEquals(SIZES.stream().map(size -> size + " ok").toList(), stdout);
    }
    assertEquals(splitRecords(), OpenSsl.received(messages));
  }

  private static void server(OpenSsl openSsl, Jdk jdk) throws Exception {
    Path messages = Target.file("openssl/client-" + jdk.feature() + ".txt");
    try (Child server = ChildJvm.on(jdk).agent("mode=all").main(LineServer.class, KIND).start()) {
      int port = Integer.parseInt(server.awaitLine("^port (\\d+)").group(1));
      try (Child client = openSsl.client(port, messages)) {
        for (int size : SIZES) {
          exchange(client, size);
        }
        client.closeInput();
        client.await();
      }
      server.await().assertSilent();
    }
    assertEquals(splitRecords(), OpenSsl.received(messages));
  }

  private static void exchange(Child client, int size) {
    // Not a palindrome, and of no other size's letters: only the reply to this line fits.
    String line = "<" + (char) ('a' + SIZES.indexOf(size)) + "x".repeat(Math.max(0, size - 3));
    client.type(line.substring(0, size - 1) + "\n");
    if (size > 1) {
      String reply = new StringBuilder(line.substring(0, size - 1)).reverse().toString();
      client.awaitLine("^" + reply + "$");
    }
  }

  /** One byte, then the rest, as AES-CBC with SHA-1 makes them. */
  private static List<Integer> splitRecords() {
    return SIZES.stream()
        .flatMap(n -> n == 1 ? Stream.of(1) : Stream.of(1, n - 1))
        .map(WireModel::blocks)
        .toList();
  }
}
