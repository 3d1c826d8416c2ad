package io.github.recordsplit.applications;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.recordsplit.apps.receivers.Clients;
import io.github.recordsplit.apps.receivers.LineDevice;
import io.github.recordsplit.apps.receivers.Receivers;
import io.github.recordsplit.apps.receivers.SqlDriver;
import io.github.recordsplit.apps.receivers.Terminal;
import io.github.recordsplit.harness.Child;
import io.github.recordsplit.harness.ChildJvm;
import io.github.recordsplit.harness.Jdk;
import io.github.recordsplit.harness.Jdks;
import io.github.recordsplit.harness.Protocol;
import io.github.recordsplit.harness.RecordServer;
import io.github.recordsplit.harness.Result;
import io.github.recordsplit.harness.Target;
import io.github.recordsplit.harness.Tls;
import io.github.recordsplit.wire.Due;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.function.ThrowingConsumer;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * The bulletin's known issue: receivers that take one record for one message break when anybody
 * splits, and the rules that let {@code mode all} live with them.
 */
@Execution(ExecutionMode.CONCURRENT)
class BreakingReceiversTest {
  private static final List<String> NAMES = List.of("sql", "terminal", "line");
  private static final List<Class<?>> CLASSES =
      List.of(SqlDriver.class, Terminal.class, LineDevice.class);

  private static Child servers;
  private static List<String> ports;
  private static List<String> statements;
  private static Path rules;

  @BeforeAll
  static void startServers() {
    servers = ChildJvm.on(Jdks.running()).brief().main(Receivers.class).start();
    ports = List.of(servers.awaitLine("^ports (\\d+ \\d+ \\d+)").group(1).split(" ", -1));
    statements =
        List.of(
            "never host localhost:" + ports.get(0),
            "never class io.github.recordsplit.apps.receivers.Terminal",
            "never class **.LineDevice host localhost");
    String file = "mode all\n" + String.join("\n", statements) + "\n";
    rules = Target.write("rules/receivers.txt", file);
  }

  @AfterAll
  static void stopServers() {
    servers.close();
  }

  @TestFactory
  Stream<DynamicTest> modeAllBreaksThem() {
    return onEach(jdk -> run(jdk, "fails", Due.SPLIT, jvm -> jvm.agent("mode=all")));
  }

  @TestFactory
  Stream<DynamicTest> rulesSaveThemAndNobodyElse() {
    return onEach(jdk -> run(jdk, "works", Due.SPLIT, jvm -> jvm.agent("rules=" + rules)));
  }

  @TestFactory
  Stream<DynamicTest> theJdkBreaksThemToo() {
    return onEach(jdk -> run(jdk, "fails", Due.LEAVE, jvm -> jvm));
  }

  /** The JDK's remedy is for all connections or none. */
  @TestFactory
  Stream<DynamicTest> theJdkSavesThemAtTheCostOfAll() {
    return onEach(
        jdk ->
            run(jdk, "works", Due.NEVER, jvm -> jvm.property("jsse.enableCBCProtection", "false")));
  }

  @TestFactory
  Stream<DynamicTest> explainNamesTheRuleThatSavedEach() {
    return onEach(
        jdk -> {
          for (int i = 0; i < NAMES.size(); i++) {
            explain(jdk, i);
          }
        });
  }

  private static Stream<DynamicTest> onEach(ThrowingConsumer<Jdk> test) {
    return Stream.of(8, 17, 25)
        .map(v -> DynamicTest.dynamicTest("Java " + v, () -> test.accept(Jdks.assume(v))));
  }

  private static void run(Jdk jdk, String fate, Due other, UnaryOperator<ChildJvm> started)
      throws Exception {
    try (RecordServer server = RecordServer.start(Tls.V1_0_CBC, Protocol.LINE)) {
      String[] arguments =
          Stream.concat(ports.stream(), Stream.of(server.port() + "")).toArray(String[]::new);
      Result result = started.apply(ChildJvm.on(jdk).brief()).main(Clients.class, arguments).run();
      List<String> due =
          Stream.concat(NAMES.stream().map(n -> n + " " + fate), Stream.of("other works")).toList();
      List<String> told =
          result.assertSilent().stdout().stream().map(s -> s.split(":", 2)[0]).toList();
      assertEquals(due, told, () -> result.describe("fates"));
      List<List<Integer>> records = server.requests().stream().map(r -> r.records()).toList();
      assertEquals(other.requests(2), records, () -> result.describe("records"));
    }
  }

  private static void explain(Jdk jdk, int receiver) {
    String host = "localhost:" + ports.get(receiver);
    String client = CLASSES.get(receiver).getName();
    Result result =
        ChildJvm.on(jdk)
            .brief()
            .jar(Target.agentJar(), "explain", rules.toString(), "--host", host, "--class", client)
            .run();
    String place = rules + ":" + (receiver + 2) + ": ";
    String due = "not split: " + place + statements.get(receiver) + " decides 'never'";
    assertEquals(List.of(due), result.stdout(), () -> result.describe("explain"));
    assertEquals(1, result.status());
  }
}
