package io.github.recordsplit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.github.recordsplit.apps.FlagClient;
import io.github.recordsplit.apps.Lengths;
import io.github.recordsplit.harness.Artifacts;
import io.github.recordsplit.harness.Child;
import io.github.recordsplit.harness.ChildJvm;
import io.github.recordsplit.harness.Jdk;
import io.github.recordsplit.harness.Jdks;
import io.github.recordsplit.harness.OpenSsl;
import io.github.recordsplit.harness.Result;
import io.github.recordsplit.harness.Target;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The flag where sessions differ: resumed ones, TLS 1.3's, and those of other TLS libraries. */
@Execution(ExecutionMode.CONCURRENT)
class SecureFlagTest {
  private static final Pattern CERTIFICATE = Pattern.compile("(?m)>>> .*, Certificate$");

  /** What a 200-byte request's records are, encrypted, on TLS 1.3: a tag and a type more. */
  private static final int TLS_1_3_MORE = 17;

  @TestFactory
  Stream<DynamicTest> onTls13() {
    OpenSsl openSsl = OpenSsl.assume();
    return Jdks.some(jdk -> onTls13(openSsl, jdk));
  }

  private static void onTls13(OpenSsl openSsl, Jdk jdk) throws Exception {
    Path messages = Target.file("flag/tls13-" + jdk.feature());
    Files.deleteIfExists(messages);
    try (Child server = openSsl.reversingServer(messages, 1, List.of("-tls1_3"))) {
      String steps = "a localhost split send never send leave send split send remove send";
      Result result = client(jdk, "scope=any", OpenSsl.port(server), steps);
      server.await();
      assertEquals(
          encrypted(SecureFlagTest::onTls13, List.of(1, 199, 200, 200, 1, 199, 200)),
          OpenSsl.received(messages).stream()
              .filter(n -> isRequest(n, SecureFlagTest::onTls13))
              .toList(),
          () -> result.describe("TLS 1.3"));
    }
  }

  private static int onTls13(int plain) {
    return plain + TLS_1_3_MORE;
  }

  private static List<Integer> encrypted(
      Function<Integer, Integer> length, List<Integer> plaintexts) {
    return plaintexts.stream().map(length).toList();
  }

  @TestFactory
  Stream<DynamicTest> goesWithAResumedSession() {
    OpenSsl openSsl = OpenSsl.assume();
    return Jdks.some(
        jdk -> resume(openSsl, jdk, OpenSsl.TLS_1_0_CBC, "mode=all", WireModel::blocks));
  }

  @TestFactory
  @Tag("full")
  Stream<DynamicTest> goesWithASessionResumedOnTls13() {
    OpenSsl openSsl = OpenSsl.assume();
    return Jdks.some(
        jdk ->
            resume(
                openSsl, jdk, List.of("-tls1_3"), "mode=all,scope=any", SecureFlagTest::onTls13));
  }

  private static void resume(
      OpenSsl openSsl,
      Jdk jdk,
      List<String> version,
      String options,
      Function<Integer, Integer> encrypted)
      throws Exception {
    for (String flag : List.of("never", "split")) {
      String file = "flag/" + flag + version.get(0) + jdk.feature();
      Path messages = Target.file(file);
      Files.deleteIfExists(messages);
      try (Child server = openSsl.reversingServer(messages, 2, version)) {
        Result result =
            client(
                jdk,
                options,
                OpenSsl.port(server),
                "a localhost " + flag + " send",
                "b localhost send");
        server.await();
        long certificates = CERTIFICATE.matcher(Files.readString(messages)).results().count();
        assertEquals(1, certificates, () -> result.describe("not resumed"));
        List<Integer> once = flag.equals("never") ? List.of(200) : List.of(1, 199);
        assertEquals(
            encrypted(encrypted, Stream.of(once, once).flatMap(List::stream).toList()),
            OpenSsl.received(messages).stream().filter(n -> isRequest(n, encrypted)).toList(),
            () -> result.describe(flag));
      }
    }
  }

  /** On TLS 1.3 the end of the handshake looks like application data, too. */
  private static boolean isRequest(int length, Function<Integer, Integer> encrypted) {
    return Stream.of(1, 199, 200).map(encrypted).anyMatch(n -> n == length);
  }

  private static Result client(Jdk jdk, String options, int port, String... connections) {
    String[] arguments =
        Stream.concat(Stream.of(port + ""), Stream.of(connections)).toArray(String[]::new);
    return ChildJvm.on(jdk)
        .brief()
        .agent(options)
        .property("jsse.enableCBCProtection", "false")
        .main(FlagClient.class, arguments)
        .run()
        .assertSilent();
  }

  @TestFactory
  @Tag("full")
  Stream<DynamicTest> conscrypt() {
    String library = "org.conscrypt:conscrypt-openjdk-uber:" + TlsLibrary.CONSCRYPT.version();
    return TlsLibrary.CONSCRYPT.onEach(
        jdk -> obeys(() -> conscrypt(jdk, library), "TLSv1/CBC", "client"));
  }

  private static ChildJvm conscrypt(Jdk jdk, String library) {
    return ChildJvm.on(jdk)
        .classPath(Artifacts.classPath(library))
        .property("apps.provider", "org.conscrypt.OpenSSLProvider");
  }

  @TestFactory
  Stream<DynamicTest> unknownEngine() {
    return Jdks.on(
        List.of(17),
        jdk ->
            obeys(
                () -> ChildJvm.on(jdk).property("jsse.enableCBCProtection", "false"),
                "TLSv1/CBC",
                "unknown"));
  }

  @TestFactory
  @Tag("full")
  Stream<DynamicTest> netty() {
    String[] versions = TlsLibrary.NETTY_4_2.version().split(", tcnative ", 2);
    String handler = "io.netty:netty-handler:" + versions[0];
    String tcnative = "io.netty:netty-tcnative-boringssl-static:jar:linux-x86_64:" + versions[1];
    return TlsLibrary.NETTY_4_2.onEach(
        jdk ->
            obeys(
                () ->
                    ChildJvm.on(jdk)
                        .classPath(Artifacts.compile(8, "netty", handler, tcnative))
                        .property("apps.senders", "io.github.recordsplit.apps.NettySenders")
                        .property("apps.netty", "OPENSSL"),
                "TLSv1/CBC",
                "client"));
  }

  /** As the mode would have it that says the same for all; without the agent it does nothing. */
  private static void obeys(Supplier<ChildJvm> child, String... filters) {
    List<String> own = lengths(child.get(), null, filters);
    List<String> split = lengths(child.get().agent("mode=all"), null, filters);
    List<String> never = lengths(child.get().agent("mode=none"), null, filters);
    assertFalse(own.isEmpty());
    assertNotEquals(split, never);
    assertEquals(own, lengths(child.get(), "split", filters), "without the agent");
    assertEquals(split, lengths(child.get().agent("mode=selective"), "split", filters), "split");
    assertEquals(never, lengths(child.get().agent("mode=all"), "never", filters), "never");
    assertEquals(own, lengths(child.get().agent("mode=all"), "leave", filters), "leave");
  }

  private static List<String> lengths(ChildJvm child, String flag, String... filters) {
    if (flag != null) {
      child.property("apps.flag", flag);
    }
    Result result = child.brief().main(Lengths.class, filters).run();
    result.check(result.status() == 0, "exit status is not 0");
    result.check(
        result.stderr().stream().noneMatch(l -> l.startsWith("recordsplit: error")), "failed");
    return result.stdout().stream().map(l -> l.replaceAll(" wire=\\S+", "")).toList();
  }
}
