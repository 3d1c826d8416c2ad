package io.github.recordsplit.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.recordsplit.apps.LineServer;
import io.github.recordsplit.apps.TwoClients;
import io.github.recordsplit.harness.Child;
import io.github.recordsplit.harness.ChildJvm;
import io.github.recordsplit.harness.Jdk;
import io.github.recordsplit.harness.Jdks;
import io.github.recordsplit.harness.Message;
import io.github.recordsplit.harness.Protocol;
import io.github.recordsplit.harness.RecordClient;
import io.github.recordsplit.harness.RecordServer;
import io.github.recordsplit.harness.Result;
import io.github.recordsplit.harness.Target;
import io.github.recordsplit.harness.Tls;
import io.github.recordsplit.wire.Due;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * One JVM, several hosts and two client classes: exactly the connections that the rules name are
 * split.
 */
@Execution(ExecutionMode.CONCURRENT)
class HostAndClassRulesTest {
  /** In rules and connections, A and B stand for the ports of two servers on one address. */
  private record Case(String name, String rules, String... connections) {}

  private static final Case HOSTS =
      new Case(
          "hosts",
          """
          mode  selective
          split host localhost:A
          never host localhost
          split host 127.0.0.1:B
          split host A.test
          split host *.split.test
          leave host *.leave.test
          never host 127.0.0.0/8:A
          """,
          "SPLIT localhost A main main main",
          "NEVER localhost B main main main",
          "SPLIT 127.0.0.1 B main main main",
          "NEVER 127.0.0.1 A main main main",
          "SPLIT a.test A main main main",
          "NEVER b.test A main main main",
          "SPLIT b.test B main main main",
          "SPLIT x.y.split.test A main main main",
          "NEVER split.test A main main main",
          "NEVER notsplit.test A main main main",
          "LEAVE x.leave.test A main main main");

  private static final Case CLASSES =
      new Case(
          "classes",
          """
          never class io.github.recordsplit.apps.billing.Client host localhost:B
          split class io.github.recordsplit.apps.billing.Client
          """,
          "SPLIT localhost A billing billing billing",
          "LEAVE localhost A legacy legacy legacy",
          "LEAVE localhost A main main main",
          "SPLIT localhost A billing main main",
          "SPLIT localhost A billing legacy legacy",
          "SPLIT localhost A nested main main",
          "SPLIT localhost A lambda main main",
          "SPLIT localhost A main billing main",
          // A later write tells a left connection only from one that is never split.
          "NEVER localhost B main billing main",
          "LEAVE localhost B main main billing",
          // Asking the rules anew, as removing a flag does, must not take it for a first write.
          "LEAVE localhost B main main unflag billing");

  private static final Case BOTH =
      new Case(
          "hosts and classes",
          """
          never class io.github.recordsplit.apps.legacy.* host 127.0.0.0/8:B
          leave role  client host *.leave.test
          split role  server
          split host  127.0.0.0/8:A class **.legacy.Client role client
          split class io.*.recordsplit.**.b?lling.** host *.split.test
          """,
          "NEVER localhost B legacy legacy legacy",
          "LEAVE localhost B billing billing billing",
          "SPLIT 127.0.0.1 A legacy legacy legacy",
          "LEAVE 127.0.0.1 A billing billing billing",
          "SPLIT a.split.test A billing billing billing",
          "LEAVE a.split.test A main main main",
          "LEAVE a.leave.test A legacy legacy legacy",
          "NEVER a.leave.test.split.test B legacy legacy legacy");

  private static final Case ALL_BUT =
      new Case(
          "all but some",
          """
          mode all
          split host localhost:A
          never class **.legacy.**
          leave host *.leave.test:B
          """,
          "SPLIT localhost A legacy legacy legacy",
          "NEVER localhost B legacy legacy legacy",
          "SPLIT localhost B billing billing billing",
          "LEAVE a.leave.test B billing billing billing",
          "SPLIT a.leave.test A billing billing billing");

  @TestFactory
  Stream<DynamicTest> exactlyTheNamedConnectionsAreSplit() {
    return Stream.of(HOSTS, CLASSES, BOTH, ALL_BUT).flatMap(c -> Jdks.each(j -> run(j, c)));
  }

  @TestFactory
  Stream<DynamicTest> rulesForServersAreForServers() {
    return Stream.concat(
        Jdks.each(jdk -> server(jdk, "split host 127.0.0.1 role server\n", Due.SPLIT)),
        Jdks.each(jdk -> server(jdk, "split role client\nnever role server\n", Due.NEVER)));
  }

  private static void run(Jdk jdk, Case tried) throws Exception {
    try (RecordServer a = RecordServer.start(Tls.V1_0_CBC, Protocol.LINE);
        RecordServer b = RecordServer.start(Tls.V1_0_CBC, Protocol.LINE)) {
      List<String> connections = new ArrayList<>();
      Map<String, List<List<Integer>>> due = new LinkedHashMap<>();
      for (String connection : tried.connections()) {
        String[] words = connection.split(" ", 4);
        String name = "c" + connections.size() + "/" + connection.replace(' ', '/');
        int port = words[2].equals("A") ? a.port() : b.port();
        connections.add(name + " " + words[1] + " " + port + " " + words[3]);
        due.put(name, Due.valueOf(words[0]).requests(2));
      }
      Result result = jvm(jdk, tried, a.port(), b.port(), connections).run().assertSilent();
      Map<String, List<List<Integer>>> actual = new LinkedHashMap<>(a.recordsByLabel());
      actual.putAll(b.recordsByLabel());
      assertEquals(lines(due), lines(actual), () -> result.describe(tried.name()));
    }
  }

  private static ChildJvm jvm(Jdk jdk, Case tried, int a, int b, List<String> connections) {
    String rules = tried.rules().replaceAll(":A\\b", ":" + a).replaceAll(":B\\b", ":" + b);
    return ChildJvm.on(jdk)
        .brief()
        .agent("log=connections,rules=" + rulesFile(jdk, tried.name(), rules))
        .main(TwoClients.class, connections.toArray(String[]::new));
  }

  private static String rulesFile(Jdk jdk, String name, String rules) {
    String file = "rules/" + name.replace(' ', '-') + "-" + jdk.feature() + ".txt";
    return Target.write(file, rules).toString();
  }

  /** One line a connection, sorted: two servers have no order between them. */
  private static String lines(Map<String, List<List<Integer>>> records) {
    return String.join(
        "\n",
        records.entrySet().stream().map(e -> e.getKey() + " " + e.getValue()).sorted().toList());
  }

  private static void server(Jdk jdk, String rules, Due due) throws Exception {
    String options = "rules=" + rulesFile(jdk, "server-" + due, rules);
    try (Child child =
        ChildJvm.on(jdk).brief().agent(options).main(LineServer.class, "TLSv1/CBC").start()) {
      int port = Integer.parseInt(child.awaitLine("^port (\\d+)").group(1));
      List<List<Integer>> records = new ArrayList<>();
      try (RecordClient client = RecordClient.connect(Tls.V1_0_CBC, Protocol.LINE, port)) {
        for (int i = 0; i < 2; i++) {
          Message reply =
              client.exchange((i + "x".repeat(198) + "\n").getBytes(StandardCharsets.US_ASCII));
          records.add(reply.records());
        }
      }
      child.await();
      assertEquals(due.requests(2), records);
    }
  }
}
