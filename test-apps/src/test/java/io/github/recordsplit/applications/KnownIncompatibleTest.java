package io.github.recordsplit.applications;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.recordsplit.apps.JdbcLogin;
import io.github.recordsplit.harness.Artifacts;
import io.github.recordsplit.harness.ChildJvm;
import io.github.recordsplit.harness.Jdk;
import io.github.recordsplit.harness.Jdks;
import io.github.recordsplit.harness.Message;
import io.github.recordsplit.harness.Result;
import io.github.recordsplit.harness.Target;
import io.github.recordsplit.harness.TdsServer;
import io.github.recordsplit.harness.Tls;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * {@code use known-incompatible} keeps what the real drivers send whole, though {@code mode all}
 * splits it.
 */
@Execution(ExecutionMode.CONCURRENT)
class KnownIncompatibleTest {
  /**
   * A driver.
   *
   * @param pattern the line of the list that this proves
   * @param url with % for the port
   */
  private record Driver(String pattern, String artifact, String url) {}

  private static final List<Driver> DRIVERS =
      List.of(
          new Driver(
              "com.microsoft.sqlserver.jdbc.**",
              "com.microsoft.sqlserver:mssql-jdbc:12.8.1.jre8",
              "jdbc:sqlserver://localhost:%;encrypt=true;trustServerCertificate=true"
                  + ";connectRetryCount=0;loginTimeout=30"),
          new Driver(
              "net.sourceforge.jtds.**",
              "net.sourceforge.jtds:jtds:1.3.1",
              "jdbc:jtds:sqlserver://localhost:%/test;ssl=require"));

  @Test
  void eachPatternHasItsDriver() {
    Set<String> proved = DRIVERS.stream().map(Driver::pattern).collect(Collectors.toSet());
    Set<String> listed =
        ChildJvm.on(Jdks.running())
            .brief()
            .jar(Target.agentJar(), "presets", "known-incompatible")
            .run()
            .stdout()
            .stream()
            .filter(l -> l.startsWith("never "))
            .map(l -> l.replaceFirst("never class (\\S+) .*", "$1"))
            .collect(Collectors.toSet());
    assertEquals(proved, listed);
  }

  @Test
  void microsoftsDriver() throws Exception {
    assertNever(Jdks.running(), DRIVERS.get(0));
  }

  @Tag("full")
  @TestFactory
  Stream<DynamicTest> eachDriver() {
    return DRIVERS.stream()
        .flatMap(
            d ->
                Stream.of(8, 17, 25)
                    .map(Jdks::assume)
                    .map(
                        jdk ->
                            DynamicTest.dynamicTest(
                                d.artifact + " on " + jdk, () -> assertNever(jdk, d))));
  }

  private static void assertNever(Jdk jdk, Driver driver) throws Exception {
    Message whole = login(jdk, driver, "mode all\nuse known-incompatible\n");
    assertEquals(List.of(whole.bytes().length), whole.records());
    Message split = login(jdk, driver, "mode all\n");
    assertEquals(List.of(1, split.bytes().length - 1), split.records());
  }

  private static Message login(Jdk jdk, Driver driver, String rules) throws Exception {
    String name = driver.artifact.replaceAll("\\W", "_") + jdk.feature() + rules.length();
    Path file = Target.write("known-incompatible/" + name + ".rules", rules);
    try (TdsServer server = TdsServer.start(Tls.V1_0_CBC)) {
      Result result =
          ChildJvm.on(jdk)
              .brief()
              .agent("rules=" + file)
              .classPath(Artifacts.classPath(driver.artifact))
              .main(JdbcLogin.class, driver.url.replace("%", server.port() + ""))
              .run();
      result.check(result.stdout().equals(List.of("refused")), "it did more than log in");
      return server.login();
    }
  }
}
