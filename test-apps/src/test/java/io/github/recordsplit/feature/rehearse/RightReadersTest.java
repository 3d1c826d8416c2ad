package io.github.recordsplit.feature.rehearse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.recordsplit.apps.framing.FramingClient;
import io.github.recordsplit.apps.framing.PeeksAtHeader;
import io.github.recordsplit.harness.Artifacts;
import io.github.recordsplit.harness.Child;
import io.github.recordsplit.harness.ChildJvm;
import io.github.recordsplit.harness.Jdk;
import io.github.recordsplit.harness.Jdks;
import io.github.recordsplit.harness.Result;
import io.github.recordsplit.harness.Target;
import io.github.recordsplit.library.Providers;
import io.github.recordsplit.library.TlsLibrary;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * Readers of engines that are right are not broken by a rehearsal, however they go about it; who
 * takes one event for one message is found out behind them, too.
 */
@Execution(ExecutionMode.CONCURRENT)
class RightReadersTest {
  private static final Path RULES = Target.write("rehearsal/right", "rehearse role server\n");
  private static final List<String> RIGHT = List.of("0 right", "0 right", "0 right");

  @TestFactory
  Stream<DynamicTest> peeksAtHeader() {
    return Jdks.some(
        jdk -> {
          for (String protocol : List.of("TLSv1.2", "TLSv1")) {
            Result result =
                ChildJvm.on(jdk)
                    .brief()
                    .agent("rules=" + RULES + ",log=connections")
                    .property("jsse.enableCBCProtection", "false")
                    .main(PeeksAtHeader.class, protocol, "100", "2", "16384", "1")
                    .run()
                    .assertSilent();
            assertEquals(List.of("got 16487 bytes"), result.stdout());
            String told = "io.github.recordsplit.apps.framing.PeeksAtHeader read on after";
            result.check(
                result.stderr().stream().anyMatch(l -> l.contains(told)), "nothing was rehearsed");
          }
        });
  }

  @Tag("full")
  @TestFactory
  Stream<DynamicTest> grizzly() {
    String path =
        Artifacts.compile(
            8, "rehearse/GrizzlyServers", "org.glassfish.grizzly:grizzly-framework:2.4.4");
    return Jdks.on(
        List.of(8, 17),
        jdk -> {
          try (Child servers = servers(jdk, path, "GrizzlyServers")) {
            String[] ports = ports(servers);
            assertEquals(RIGHT, talk(ports[0]));
            assertEquals(RIGHT, talk(ports[1])); // Grizzly joins records to one event
            String status = status(servers);
            assertTrue(status.contains("\"readOn\":6,"), status);
            assertTrue(status.contains("\"failures\":0,"), status);
          }
        });
  }

  @Tag("full")
  @TestFactory
  Stream<DynamicTest> netty3() {
    return Stream.of("3.7.0.Final", "3.10.6.Final")
        .flatMap(
            version -> {
              String path =
                  Artifacts.compile(8, "rehearse/Netty3Servers", "io.netty:netty:" + version);
              return Jdks.on(List.of(8, 17), jdk -> netty3(jdk, path));
            });
  }

  private static void netty3(Jdk jdk, String path) {
    try (Child servers = servers(jdk, path, "Netty3Servers")) {
      String[] ports = ports(servers);
      assertEquals(RIGHT, talk(ports[0]));
      assertEquals(List.of("0 malformed", "0 malformed", "0 malformed"), talk(ports[1]));
      String status = status(servers);
      String right =
          "DelimiterBasedFrameDecoder\",\"calledBy\":\"org.jboss.netty.handler.ssl.SslHandler\"";
      String wrong = "\"reader\":\"Netty3Servers$OneEvent\"";
      assertTrue(status.contains(right + ",\"payloads\":3,\"readOn\":3,"), status);
      int at = status.indexOf(wrong);
      assertTrue(at > 0 && status.indexOf("\"answered\":3,", at) > 0, status);
      assertTrue(status.indexOf("\"survives\":false", at) > 0, status);
      assertTrue(status.contains("\"failures\":0,"), status);
    }
  }

  /** On the JDK's engine, and on BoringSSL, whose engine no table names. */
  @Tag("full")
  @TestFactory
  Stream<DynamicTest> netty4() {
    return Stream.of("JDK", "OPENSSL")
        .map(
            provider ->
                DynamicTest.dynamicTest(
                    provider, () -> netty4(Jdks.assume(17), provider, netty4Path())));
  }

  private static String netty4Path() {
    Providers.assumeNetty();
    String[] versions = TlsLibrary.NETTY_4_2.version().split(", tcnative ", 2);
    return Artifacts.compile(
        8,
        "rehearse/Netty4Servers",
        "io.netty:netty-handler:" + versions[0],
        "io.netty:netty-tcnative-boringssl-static:jar:linux-x86_64:" + versions[1]);
  }

  private static void netty4(Jdk jdk, String provider, String path) {
    try (Child servers =
        ChildJvm.on(jdk)
            .brief()
            .agent("rules=" + RULES)
            .property("apps.netty", provider)
            .classPath(path)
            .mainNamed("Netty4Servers")
            .start()) {
      String[] ports = ports(servers);
      assertEquals(RIGHT, talk(ports[0]));
      assertEquals(List.of("0 malformed", "0 malformed", "0 malformed"), talk(ports[1]));
      String status = status(servers);
      assertTrue(status.contains("\"readOn\":3,"), status);
      assertTrue(status.contains("\"answered\":3,"), status);
      assertTrue(status.contains("\"failures\":0,"), status);
    }
  }

  private static Child servers(Jdk jdk, String path, String main) {
    return ChildJvm.on(jdk).brief().agent("rules=" + RULES).classPath(path).mainNamed(main).start();
  }

  private static String[] ports(Child servers) {
    return servers.awaitLine("^ports ([\\d ]+)").group(1).split(" ", -1);
  }

  /** Each of three connections has a message, and waits for its answer. */
  private static List<String> talk(String port) {
    return ChildJvm.on(Jdks.running())
        .brief()
        .main(FramingClient.class, "3", "5000", port)
        .run()
        .stdout();
  }

  private static String status(Child child) {
    Result result =
        ChildJvm.on(Jdks.running())
            .brief()
            .jar(Target.agentJar(), "status", child.pid() + "", "--json")
            .run();
    return String.join("\n", result.stdout());
  }
}
