package io.github.recordsplit.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.recordsplit.apps.ProxiedClients;
import io.github.recordsplit.harness.ChildJvm;
import io.github.recordsplit.harness.ConnectProxy;
import io.github.recordsplit.harness.Jdk;
import io.github.recordsplit.harness.Jdks;
import io.github.recordsplit.harness.Message;
import io.github.recordsplit.harness.Protocol;
import io.github.recordsplit.harness.RecordServer;
import io.github.recordsplit.harness.Result;
import io.github.recordsplit.harness.Target;
import io.github.recordsplit.harness.Tls;
import io.github.recordsplit.library.Providers;
import io.github.recordsplit.wire.Due;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * TLS over a socket that the application connected: behind a proxy the peer is the site, whose name
 * and port the application told; the proxy's are nobody's. A socket that is connected to the site
 * itself has the site's address.
 */
@Execution(ExecutionMode.CONCURRENT)
class ProxiedHostsTest {
  /** The site's port stands for SITE, that of its HTTP server for HTTP, the proxy's for PROXY. */
  private static final String RULES =
      """
      mode  selective
      never host 127.0.0.1:PROXY
      never host localhost:PROXY
      never host *.test:PROXY
      split host localhost:HTTP
      split host *.test:SITE
      split host *.test:HTTP
      never host 127.0.0.0/8
      never host localhost
      """;

  /** What is due, how the connection is made, to whom. */
  private static final List<String> CONNECTIONS =
      List.of(
          "SPLIT url a.test HTTP",
          "LEAVE url other HTTP", // 127.0.0.0/8 is the proxy's
          "SPLIT url localhost HTTP", // the proxy is localhost, too
          "SPLIT proxy a.test SITE",
          "LEAVE proxy other SITE",
          "NEVER proxy localhost SITE",
          "NEVER proxy 127.1.2.3 SITE", // which is its address, whatever the way there
          "SPLIT tunnel a.test SITE",
          "NEVER direct localhost SITE",
          "NEVER direct 127.0.0.1 SITE",
          "NEVER resolved other SITE",
          "SPLIT resolved a.test SITE",
          "NEVER unlayered 127.0.0.1 SITE");

  /** Those of libraries that split what is left to them, and have to be asked for TLS 1.0. */
  private static final List<String> SPLIT_BY_ITSELF =
      CONNECTIONS.stream()
          .filter(c -> !c.contains(" url "))
          .map(c -> c.replace("LEAVE", "SPLIT"))
          .toList();

  @TestFactory
  Stream<DynamicTest> ofTheJdk() {
    return Jdks.some(jdk -> run(jdk, "127.0.0.1", CONNECTIONS, c -> c).assertSilent());
  }

  @TestFactory
  Stream<DynamicTest> behindProxyWithName() {
    return Jdks.on(List.of(17), jdk -> run(jdk, "localhost", CONNECTIONS, c -> c).assertSilent());
  }

  @TestFactory
  Stream<DynamicTest> ofBctls() {
    return Jdks.some(
        jdk -> run(jdk, "127.0.0.1", SPLIT_BY_ITSELF, c -> Providers.bctls(c, Providers.BCTLS)));
  }

  @TestFactory
  Stream<DynamicTest> ofConscrypt() {
    return Jdks.on(
        List.of(8, 25), jdk -> run(jdk, "127.0.0.1", SPLIT_BY_ITSELF, Providers::conscrypt));
  }

  /** A wrapper of a library that nobody knows says less than the socket in it. */
  @TestFactory
  Stream<DynamicTest> ofWrappers() {
    return Jdks.on(List.of(8, 25), jdk -> run(jdk, "127.0.0.1", CONNECTIONS, Providers::generated));
  }

  private static Result run(
      Jdk jdk, String proxyHost, List<String> connections, UnaryOperator<ChildJvm> library)
      throws Exception {
    try (RecordServer site = RecordServer.start(Tls.V1_0_CBC, Protocol.LINE);
        RecordServer http = RecordServer.start(Tls.V1_0_CBC, Protocol.HTTP);
        ConnectProxy proxy = ConnectProxy.start()) {
      UnaryOperator<String> ports =
          text ->
              text.replaceAll("\\bSITE\\b", "" + site.port())
                  .replaceAll("\\bHTTP\\b", "" + http.port())
                  .replaceAll("\\bPROXY\\b", "" + proxy.port());
      List<String> arguments = new ArrayList<>(List.of(proxyHost + ":" + proxy.port()));
      Map<String, String> due = new TreeMap<>();
      for (int i = 0; i < connections.size(); i++) {
        String[] words = connections.get(i).split(" ", 2);
        arguments.add((100 + i) + " " + ports.apply(words[1]));
        due.put((100 + i) + " " + words[1], words[0]);
      }
      String rules = "proxied/" + jdk.feature() + "-" + proxy.port() + ".rules";
      Path file = Target.write(rules, ports.apply(RULES));
      Result result =
          library
              .apply(ChildJvm.on(jdk))
              .brief()
              .agent("log=connections,rules=" + file)
              .main(ProxiedClients.class, arguments.toArray(String[]::new))
              .run();
      Map<String, List<List<Integer>>> records = new TreeMap<>(site.recordsByLabel());
      for (Message request : http.requests()) {
        records
            .computeIfAbsent(request.text().split("[ /]+", 3)[1], l -> new ArrayList<>())
            .add(request.records());
      }
      Map<String, String> actual = new TreeMap<>();
      due.forEach((name, d) -> actual.put(name, Due.of(records.get(name.substring(0, 3)))));
      assertEquals(lines(due), lines(actual), () -> result.describe("" + proxy.sites()));
      if (proxyHost.equals("localhost")) {
        assertExplained(file, "a.test:" + site.port(), "split");
        assertExplained(file, "other:" + site.port(), "leave");
        assertExplained(file, "127.1.2.3:" + site.port(), "never");
      }
      return result;
    }
  }

  /** What is told of a site is what its connections did, whatever proxy they went through. */
  private static void assertExplained(Path rules, String host, String decision) {
    Result told =
        ChildJvm.on(Jdks.running())
            .brief()
            .jar(Target.agentJar(), "explain", rules.toString(), "--host", host)
            .run();
    told.check(
        told.stdout().get(0).endsWith(" decides '" + decision + "'"),
        host + " is explained as another decision than " + decision);
  }

  private static String lines(Map<String, String> decisions) {
    return decisions.toString().replace(", ", "\n");
  }
}
