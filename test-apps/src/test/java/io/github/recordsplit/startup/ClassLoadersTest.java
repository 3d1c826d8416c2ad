package io.github.recordsplit.startup;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.recordsplit.harness.ChildJvm;
import io.github.recordsplit.harness.Deployment;
import io.github.recordsplit.harness.Jdk;
import io.github.recordsplit.harness.Jdks;
import io.github.recordsplit.harness.Protocol;
import io.github.recordsplit.harness.RecordServer;
import io.github.recordsplit.harness.Result;
import io.github.recordsplit.harness.Target;
import io.github.recordsplit.harness.Tls;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * An application that brings bctls, in every kind of class loader: its connections follow the
 * rules. One that uses the JDK's TLS is gone once it is undeployed.
 */
@Execution(ExecutionMode.CONCURRENT)
class ClassLoadersTest {
  private static final String CONTAINERS = "io.github.recordsplit.apps.containers.";
  private static final String BCTLS = "bctls in";

  /** Not what either library does when it is left alone. */
  private static final String RULES =
      Target.write(
              "rules/loaders.txt",
              """
              never class io.github.recordsplit.apps.deployed.Deployed$Bouncy host localhost
              split class io.github.recordsplit.apps.deployed.Deployed$Jdk host localhost
              """)
          .toString();

  private static final Map<String, List<List<Integer>>> DUE =
      Map.of(
          "bctls", List.of(List.of(200), List.of(200)),
          "jdk", List.of(List.of(1, 199), List.of(1, 199)));

  private static final Map<String, List<List<Integer>>> WITHOUT_AGENT =
      Map.of(
          "bctls", List.of(List.of(1, 199), List.of(1, 199)),
          "jdk", List.of(List.of(200), List.of(200)));

  private interface Start {
    ChildJvm with(ChildJvm jvm, String port);
  }

  @TestFactory
  Stream<DynamicTest> bundleInFelix() {
    String bundle = Deployment.bundle().toString();
    return Jdks.some(jdk -> run(jdk, (j, port) -> container(j, "Felix", bundle, port), BCTLS));
  }

  @TestFactory
  Stream<DynamicTest> moduleInJbossModules() {
    String modules = Deployment.modules().toString();
    return Jdks.some(
        jdk -> run(jdk, (j, port) -> container(j, "JbossModules", modules, port), BCTLS));
  }

  @TestFactory
  Stream<DynamicTest> childFirstWebApplication() {
    String jars = Deployment.path(Deployment.jars());
    return Jdks.some(jdk -> run(jdk, (j, port) -> container(j, "ChildFirst", jars, port), BCTLS));
  }

  @TestFactory
  Stream<DynamicTest> signedJars() {
    String jars = Deployment.path(Deployment.signed());
    return Jdks.on(
        List.of(17), jdk -> run(jdk, (j, port) -> container(j, "ChildFirst", jars, port), BCTLS));
  }

  /** bctls's own jars are named modules, which open nothing. */
  @TestFactory
  Stream<DynamicTest> namedModules() {
    String jars = Deployment.path(Deployment.jars());
    return Jdks.on(
        List.of(17, 25),
        jdk ->
            run(
                jdk,
                (j, port) -> j.module(jars, "deployed/" + Deployment.MAIN, port),
                "module org.bouncycastle.tls"));
  }

  /** Without bctls 1.84, which pins its class loader in a JVM without the agent, too. */
  @TestFactory
  Stream<DynamicTest> undeployedIsGone() {
    Map<String, String> applications =
        Map.of(
            "Felix", Deployment.bundle().toString(),
            "JbossModules", Deployment.modules().toString(),
            "ChildFirst", Deployment.path(Deployment.jars()));
    return Jdks.on(
        List.of(17),
        jdk -> {
          for (Map.Entry<String, String> a : applications.entrySet()) {
            run(
                ChildJvm.on(jdk).agent("log=off,rules=" + RULES).property("deployed.jdk", "true"),
                (j, port) -> container(j, a.getKey(), a.getValue(), port),
                "collected",
                Map.of("jdk", DUE.get("jdk")));
          }
        });
  }

  /** What the others are compared with: neither decision is what happens anyway. */
  @TestFactory
  Stream<DynamicTest> withoutTheAgent() {
    String jars = Deployment.path(Deployment.jars());
    return Jdks.on(
        List.of(17),
        jdk ->
            run(
                ChildJvm.on(jdk),
                (j, port) -> container(j, "ChildFirst", jars, port),
                BCTLS,
                WITHOUT_AGENT));
  }

  private static ChildJvm container(ChildJvm jvm, String name, String application, String port) {
    return jvm.classPath(Deployment.containers())
        .mainNamed(CONTAINERS + name, application, Deployment.MAIN, port);
  }

  private static void run(Jdk jdk, Start start, String said) throws Exception {
    run(ChildJvm.on(jdk).agent("log=off,rules=" + RULES), start, said, DUE);
  }

  private static void run(
      ChildJvm jvm, Start start, String said, Map<String, List<List<Integer>>> due)
      throws Exception {
    try (RecordServer server = RecordServer.start(Tls.V1_0_CBC, Protocol.LINE)) {
      jvm.brief().property("jsse.enableCBCProtection", "false");
      Result result = start.with(jvm, String.valueOf(server.port())).run();
      result.check(result.status() == 0, "exit status");
      assertEquals(due, server.recordsByLabel(), () -> result.describe("records"));
      result.check(result.stdout().stream().anyMatch(l -> l.contains(said)), "not said: " + said);
    }
  }
}
