package io.github.recordsplit.library.unknown;

import static java.util.stream.Collectors.joining;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.recordsplit.harness.Child;
import io.github.recordsplit.harness.ChildJvm;
import io.github.recordsplit.harness.Jdk;
import io.github.recordsplit.harness.Jdks;
import io.github.recordsplit.harness.Mail;
import io.github.recordsplit.harness.Result;
import io.github.recordsplit.library.Providers;
import io.github.recordsplit.library.TlsLibrary;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * BoringSSL's engine under Netty, when it has received the last flight of its handshake: it says
 * that it waits for more, and that there is no cipher suite, and sends the data that it is given.
 */
@Execution(ExecutionMode.CONCURRENT)
class LastFlightTest {
  private static final String VULNERABLE = "TLSv1/CBC";
  private static final String NEWER = "TLSv1.2/CBC";
  private static final String ALL = VULNERABLE + ",TLSv1.2/CBC,TLSv1.2/GCM,TLSv1.3/GCM";

  @TestFactory
  Stream<DynamicTest> theFirstPayloadIsSplit() {
    return Jdks.on(
        List.of(17),
        jdk -> {
          String lines = run(jdk, TlsLibrary.NETTY_4_2, "mode=all", VULNERABLE + ',' + NEWER);
          assertEquals(
              line(VULNERABLE, "client", "1,99")
                  + line(VULNERABLE, "server", "1,99")
                  + line(NEWER, "client", "100")
                  + line(NEWER, "server", "100"),
              lines);
        });
  }

  @Tag("full")
  @TestFactory
  Stream<DynamicTest> asItsModeSays() {
    return Stream.of(TlsLibrary.NETTY_4_1, TlsLibrary.NETTY_4_2, TlsLibrary.GRPC)
        .flatMap(library -> library.onEach(jdk -> modes(jdk, library)));
  }

  private static void modes(Jdk jdk, TlsLibrary library) throws Exception {
    String own = run(jdk, library, null, ALL);
    for (String role : List.of("client", "server")) {
      String due = line(VULNERABLE, role, "100");
      assertEquals(true, own.contains(due), () -> "what it does: " + own);
    }
    assertEquals(own, run(jdk, library, "mode=selective", ALL));
    assertEquals(own, run(jdk, library, "mode=none,scope=any", ALL));
    assertEquals(
        own.lines().map(LastFlightTest::split).collect(joining("\n", "", "\n")),
        run(jdk, library, "mode=all", ALL));
    assertEquals(
        own.replace("/100/100", "/100/1,99"), run(jdk, library, "mode=all,scope=any", ALL));
  }

  private static String split(String line) {
    return line.startsWith(VULNERABLE) ? line.replace("/100/100", "/100/1,99") : line;
  }

  private static String line(String kind, String role, String records) {
    String protocol = kind.substring(0, kind.indexOf('/'));
    String first = ": FINISHED/100/" + records;
    String says = " says NEED_UNWRAP " + protocol + first + " NOT_HANDSHAKING/100/";
    return kind + ' ' + role + says + records + '\n';
  }

  private static String run(Jdk jdk, TlsLibrary library, String options, String kinds)
      throws Exception {
    ChildJvm jvm = Providers.netty(ChildJvm.on(jdk).brief(), library, "OPENSSL");
    jvm.main("io.github.recordsplit.apps.NettyLastFlight", kinds, "client,server");
    try (Child child = (options == null ? jvm : jvm.agent(options)).start()) {
      child.awaitLine("^done");
      String status = options == null ? "" : Mail.ask(child.pid(), "status");
      child.closeInput();
      Result result = child.await();
      result.check(
          result.stderr().stream().noneMatch(l -> l.startsWith("recordsplit: error")), "failed");
      result.check(!status.contains("NULL"), "status tells of a connection before it is one");
      return result.stdout().stream()
          .filter(l -> !l.equals("done"))
          .collect(joining("\n", "", "\n"));
    }
  }
}
