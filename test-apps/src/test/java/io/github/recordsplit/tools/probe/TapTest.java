package io.github.recordsplit.tools.probe;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.recordsplit.apps.ConnectionThread;
import io.github.recordsplit.apps.ReversingServer;
import io.github.recordsplit.harness.Child;
import io.github.recordsplit.harness.ChildJvm;
import io.github.recordsplit.harness.Jdks;
import io.github.recordsplit.harness.Protocol;
import io.github.recordsplit.harness.RecordClient;
import io.github.recordsplit.harness.RecordServer;
import io.github.recordsplit.harness.Result;
import io.github.recordsplit.harness.Target;
import io.github.recordsplit.harness.Tls;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** {@code tap} passes everything on as it comes, and says what anybody on the way can see. */
@Execution(ExecutionMode.CONCURRENT)
class TapTest {
  private static final String SUITE = ", on TLSv1 TLS_RSA_WITH_AES_128_CBC_SHA: ";
  private static final byte[] LINE = "hello, are you there?\n".getBytes(US_ASCII);

  /** 22 bytes are a record of 48, one byte and the other 21 are 32 and 48. */
  @Test
  void tellsWhoSplits() throws Exception {
    assertServer("whole" + SUITE + "48 48", 1, off());
    assertServer("1/n-1 or 0/n from record 2" + SUITE + "48 32 48", 0, jvm());
    String first = "1/n-1 or 0/n from the first record" + SUITE + "32 48 32 48";
    assertServer(first, 0, jvm().agent("mode=all"));
  }

  private static void assertServer(String due, int status, ChildJvm jvm) throws Exception {
    try (Child server = jvm.main(ReversingServer.class, "TLSv1/CBC").start();
        Child tap = tap(port(server), "--connections", "1")) {
      try (RecordClient client = RecordClient.connect(Tls.V1_0_CBC, Protocol.LINE, port(tap))) {
        assertEquals(".ereht uoy era ,olleh".length() + 1, client.exchange(LINE).bytes().length);
        client.exchange(LINE);
      }
      Result result = tap.await();
      List<String> told = result.stdout();
      assertTrue(told.contains("1 server sends: " + due), () -> result.describe(due));
      // This test's own client is the JDK's, from the second record.
      String client = "1 client sends: 1/n-1 or 0/n from record 2" + SUITE + "48 32 48";
      assertTrue(told.contains(client), () -> result.describe(client));
      assertTrue(told.contains("1 > application data 48"), () -> result.describe("records"));
      result.check(result.status() == status, "exit status is not " + status);
    }
  }

  @Test
  void newerTlsIsToldAsItIs() throws Exception {
    try (RecordServer server = RecordServer.start(Tls.V1_3, Protocol.LINE);
        Child tap = tap(server.port(), "--connections", "1")) {
      try (RecordClient client = RecordClient.connect(Tls.V1_3, Protocol.LINE, port(tap))) {
        client.exchange(LINE);
      }
      Result result = tap.await();
      String due = "1 client sends: not known, TLSv1.3 needs no splitting, on TLSv1.3 0x1301: ";
      result.check(result.stdout().stream().anyMatch(l -> l.startsWith(due)), due);
      result.check(result.status() == 0, "exit status is not 0");
    }
  }

  /** What leads to TLS is passed on and counted. */
  @Test
  void startTls() throws Exception {
    try (RecordServer server = RecordServer.start(Tls.V1_0_CBC, Protocol.POSTGRES);
        Child tap = tap(server.port(), "--json", "--connections", "1")) {
      String[] probe = {
        "probe", "127.0.0.1:" + port(tap), "--starttls", "postgres", "--two-writes", "--times", "1"
      };
      jvm().jar(Target.agentJar(), probe).run();
      JsonObject first = JsonParser.parseString(tap.await().stdout().get(1)).getAsJsonObject();
      assertEquals("TLSv1", first.get("protocol").getAsString());
      JsonObject client = first.getAsJsonObject("client");
      assertEquals(8, client.get("bytesBeforeTls").getAsInt());
      assertEquals(1, first.getAsJsonObject("server").get("bytesBeforeTls").getAsInt());
      assertEquals(1, client.getAsJsonArray("records").size());
    }
  }

  /** The end of what the client sends is not the end of what it gets. */
  @Test
  void halfClosedConnectionsStayOpen() throws Exception {
    byte[] garbage = new byte[100_000];
    new Random(1).nextBytes(garbage);
    try (ServerSocket server = server(socket -> echo(socket));
        Child tap = tap(server.getLocalPort(), "--connections", "1")) {
      try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port(tap))) {
        CompletableFuture<byte[]> back = CompletableFuture.supplyAsync(() -> readAll(socket));
        socket.getOutputStream().write(garbage);
        socket.shutdownOutput();
        assertArrayEquals(garbage, back.join());
      }
      Result result = tap.await();
      String due = "1 client sends: not known, no TLS handshake was seen";
      result.check(result.stdout().contains(due), due);
    }
  }

  /** Bytes behind a hello that are no records: said once, and passed on. */
  @Test
  void garbageAfterAHello() throws Exception {
    byte[] bytes = new byte[1000];
    Arrays.fill(bytes, (byte) 'x');
    byte[] hello = {22, 3, 1, 0, 4, 1, 0, 0, 0};
    System.arraycopy(hello, 0, bytes, 0, hello.length);
    try (ServerSocket server = server(socket -> echo(socket));
        Child tap = tap(server.getLocalPort(), "--connections", "1")) {
      try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port(tap))) {
        socket.getOutputStream().write(bytes);
        socket.shutdownOutput();
        assertArrayEquals(bytes, readAll(socket));
      }
      Result result = tap.await();
      String due = "1 > handshake 4, no TLS record from here on";
      result.check(result.stdout().contains(due), due);
    }
  }

  @Test
  void aResetIsPassedOn() throws Exception {
    try (ServerSocket server =
            server(
                socket -> {
                  socket.getInputStream().read();
                  socket.setSoLinger(true, 0);
                  socket.close();
                });
        Child tap = tap(server.getLocalPort(), "--connections", "1");
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port(tap))) {
      socket.getOutputStream().write(1);
      assertThrows(SocketException.class, () -> socket.getInputStream().read());
    }
  }

  @Test
  void aServerThatIsNotThereEndsTheConnection() throws Exception {
    try (Child tap = tap(1, "--connections", "1");
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port(tap))) {
      assertEquals(-1, socket.getInputStream().read());
      Result result = tap.await();
      String due = "1 client sends: not known, no connection to the server: ";
      result.check(result.stdout().stream().anyMatch(l -> l.startsWith(due)), due);
    }
  }

  /** Many at once, more bytes than it has memory, and an end in time. */
  @Test
  void manyConnectionsInLittleMemory() throws Exception {
    int many = 100;
    byte[] megabyte = new byte[1 << 20];
    try (ServerSocket server = server(socket -> echo(socket));
        Child tap =
            jvm()
                .flag("-Xmx32m")
                .jar(
                    Target.agentJar(),
                    "tap",
                    "0",
                    "127.0.0.1:" + server.getLocalPort(),
                    "--json",
                    "--for",
                    "30s",
                    "--connections",
                    many + "")
                .start()) {
      int port = port(tap);
      List<Socket> sockets = new ArrayList<>();
      for (int i = 0; i < many; i++) {
        sockets.add(new Socket(InetAddress.getLoopbackAddress(), port));
      }
      List<CompletableFuture<Integer>> all = new ArrayList<>();
      for (Socket socket : sockets) {
        all.add(CompletableFuture.supplyAsync(() -> roundTrip(socket, megabyte)));
      }
      for (CompletableFuture<Integer> each : all) {
        assertEquals(megabyte.length, each.join());
      }
      Result result = tap.await();
      String last = result.stdout().get(result.stdout().size() - 1);
      result.check(last.startsWith("{\"connections\":" + many + ","), "not all");
      result.check(result.stderr().isEmpty(), "trouble");
    }
  }

  @Test
  void endsInTimeAndSumsUpWhatIsOpen() throws Exception {
    try (ServerSocket server = server(socket -> echo(socket));
        Child tap = tap(server.getLocalPort(), "--for", "1s");
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port(tap))) {
      Result result = tap.await();
      List<String> told = result.stdout();
      result.check(result.status() == 0, "exit status is not 0");
      assertEquals(
          List.of("1 connection", "clients send: not known 1", "servers send: not known 1"),
          told.subList(told.size() - 3, told.size()),
          () -> result.describe("sum"));
      assertTrue(socket.isConnected());
    }
  }

  @Test
  void wrongUse() {
    wrong("'x' is not a port (expected 1 to 65535)", "x", "a:1");
    wrong("':1' is not PORT or ADDRESS:PORT", ":1", "a:1");
    wrong("'a' is not HOST:PORT", "1", "a");
    wrong("HOST:PORT is missing (expected tap LISTEN HOST:PORT)", "1");
  }

  private static void wrong(String due, String... words) {
    String[] all = Stream.concat(Stream.of("tap"), Stream.of(words)).toArray(String[]::new);
    Result result = jvm().jar(Target.agentJar(), all).run();
    assertEquals(List.of("recordsplit: " + due), result.stderr());
    assertEquals(2, result.status());
  }

  private interface Served {
    void by(Socket socket) throws IOException;
  }

  private static ServerSocket server(Served served) throws IOException {
    ServerSocket server = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
    ConnectionThread.start(
        "tapped",
        () -> {
          while (true) {
            Socket socket = server.accept();
            ConnectionThread.start("tapped", () -> served.by(socket));
          }
        });
    return server;
  }

  /** All of it, when the client has sent all. */
  private static void echo(Socket socket) throws IOException {
    try (socket) {
      socket.getInputStream().transferTo(socket.getOutputStream());
    }
  }

  private static byte[] readAll(Socket socket) {
    try {
      return socket.getInputStream().readAllBytes();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static int roundTrip(Socket socket, byte[] bytes) {
    ConnectionThread.start(
        "tapped",
        () -> {
          socket.getOutputStream().write(bytes);
          socket.shutdownOutput();
        });
    return readAll(socket).length;
  }

  private static int port(Child child) {
    String port = "^(?:\\{\"listening\":|listening on .*port |port )(\\d+)";
    return Integer.parseInt(child.awaitLine(port).group(1));
  }

  private static Child tap(int port, String... more) {
    String[] words =
        Stream.concat(Stream.of("tap", "0", "127.0.0.1:" + port), Stream.of(more))
            .toArray(String[]::new);
    return jvm().jar(Target.agentJar(), words).start();
  }

  private static ChildJvm off() {
    return jvm().property("jsse.enableCBCProtection", "false");
  }

  private static ChildJvm jvm() {
    return ChildJvm.on(Jdks.running()).brief();
  }
}
