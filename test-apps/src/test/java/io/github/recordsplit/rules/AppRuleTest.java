package io.github.recordsplit.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.recordsplit.apps.LineClient;
import io.github.recordsplit.apps.TwoClients;
import io.github.recordsplit.harness.ChildJvm;
import io.github.recordsplit.harness.Jars;
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
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** One rules file for a whole machine: only the applications that it names are split. */
@Execution(ExecutionMode.CONCURRENT)
class AppRuleTest {
  private static final Path RULES =
      Target.write(
          "rules/app.txt",
          """
          split app billing-*.jar
          split app io.github.recordsplit.apps.Line*
          split app payroll host localhost
          """);

  private static final Path BILLING = Jars.of("jars/billing-1.0.jar", LineClient.class);

  /** The same application under another name; the path has a space, as on Windows. */
  private static final Path OTHER = Jars.of("jars/program files/other.jar", LineClient.class);

  @TestFactory
  Stream<DynamicTest> jarsAreToldApartByTheirNames() {
    return Stream.concat(
        Jdks.each(jdk -> run(jdk, (jvm, args) -> jvm.jar(BILLING, args), Due.SPLIT)),
        Jdks.each(jdk -> run(jdk, (jvm, args) -> jvm.jar(OTHER, args), Due.LEAVE)));
  }

  @TestFactory
  Stream<DynamicTest> mainClassesAreToldApart() {
    return Stream.concat(
        Jdks.each(jdk -> run(jdk, (jvm, args) -> jvm.main(LineClient.class, args), Due.SPLIT)),
        Jdks.each(AppRuleTest::otherMainClass));
  }

  @TestFactory
  Stream<DynamicTest> namedApplicationIsKnownByThatNameOnly() {
    return Stream.concat(
        Jdks.each(
            jdk -> run(jdk, (jvm, args) -> named(jvm, "payroll").jar(OTHER, args), Due.SPLIT)),
        Jdks.each(jdk -> run(jdk, (jvm, args) -> named(jvm, "web").jar(BILLING, args), Due.LEAVE)));
  }

  private static ChildJvm named(ChildJvm jvm, String name) {
    return jvm.property("recordsplit.app", name);
  }

  private static void run(Jdk jdk, BiConsumer<ChildJvm, String[]> application, Due due)
      throws Exception {
    try (RecordServer server = RecordServer.start(Tls.V1_0_CBC, Protocol.LINE)) {
      String port = String.valueOf(server.port());
      ChildJvm jvm = ChildJvm.on(jdk).brief().agent("rules=" + RULES);
      application.accept(jvm, new String[] {"localhost", port, "TLSv1/CBC", "200", "200"});
      Result result = jvm.run().assertSilent();
      List<List<Integer>> records = server.requests().stream().map(r -> r.records()).toList();
      assertEquals(due.requests(2), records, () -> result.describe("records"));
      assertEquals(List.of("200 ok", "200 ok"), result.stdout());
    }
  }

  private static void otherMainClass(Jdk jdk) throws Exception {
    try (RecordServer server = RecordServer.start(Tls.V1_0_CBC, Protocol.LINE)) {
      String connection = "c localhost " + server.port() + " main main main";
      Result result =
          ChildJvm.on(jdk)
              .brief()
              .agent("rules=" + RULES)
              .main(TwoClients.class, connection)
              .run()
              .assertSilent();
      List<List<Integer>> records = server.recordsByLabel().get("c");
      assertEquals(Due.LEAVE.requests(2), records, () -> result.describe("records"));
    }
  }
}
