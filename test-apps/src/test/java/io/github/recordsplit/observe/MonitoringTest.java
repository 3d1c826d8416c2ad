package io.github.recordsplit.observe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.recordsplit.apps.Crowd;
import io.github.recordsplit.harness.Child;
import io.github.recordsplit.harness.ChildJvm;
import io.github.recordsplit.harness.Jdk;
import io.github.recordsplit.harness.Jdks;
import io.github.recordsplit.harness.Mail;
import io.github.recordsplit.harness.PatchedJdk;
import io.github.recordsplit.harness.Target;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What monitoring tools get: Prometheus from JMX, and the flight recorder. */
@Execution(ExecutionMode.CONCURRENT)
class MonitoringTest {
  private static final Path EXPORTER = Target.file("servers/jmx_prometheus_javaagent.jar");
  private static final Path CONFIG = Target.file("test-classes/monitoring/jmx-exporter.yaml");
  private static final Path DASHBOARD =
      Target.file("test-classes/monitoring/grafana-dashboard.json");

  private static final Path ALERTS = Target.file("test-classes/monitoring/alerts.yaml");
  private static final Path SETTINGS = Target.file("test-classes/monitoring/recordsplit.jfc");

  @TestFactory
  Stream<DynamicTest> prometheus() {
    return Jdks.some(
        jdk -> {
          Path rules =
              Target.write("monitoring/" + jdk.feature() + ".rules", "never role server\n");
          assertDashboard(scrape(jdk, "mode=all,rules=" + rules, due(rules), CROWD));
        });
  }

  /** Outside the scope, what was decided is not what was done. */
  @TestFactory
  Stream<DynamicTest> prometheusTellsWhatWasDone() {
    return Jdks.some(jdk -> scrape(jdk, "mode=all", LEFT, "TLSv1.2/CBC", "20"));
  }

  private static final List<String> LEFT =
      List.of(
          "recordsplit_connections_total 20.0",
          "recordsplit_decisions_total{decision=\"split\"} 0.0",
          "recordsplit_decisions_total{decision=\"leave\"} 20.0",
          "recordsplit_payloads_split_total 0.0");

  private static String scrape(Jdk jdk, String options, List<String> due, String... crowd)
      throws Exception {
    int port = freePort();
    ChildJvm jvm = ChildJvm.on(jdk).brief().agent(options).main(Crowd.class, crowd);
    try (Child child = jvm.agent(EXPORTER, "127.0.0.1:" + port + ":" + CONFIG).start()) {
      child.awaitLine("^open 20 ");
      String page = page(port);
      for (String line : due) {
        assertTrue(page.lines().anyMatch(line::equals), () -> line + "\nnot in\n" + page);
      }
      child.closeInput();
      assertEquals(0, child.await().status());
      return page;
    }
  }

  private static final String[] CROWD = {"TLSv1/CBC", "20"};

  private static List<String> due(Path rules) {
    return List.of(
        "recordsplit_mode{mode=\"all\"} 1.0",
        "recordsplit_connections_total 20.0",
        "recordsplit_connections_open 20.0",
        "recordsplit_decisions_total{decision=\"split\"} 10.0",
        "recordsplit_decisions_total{decision=\"never\"} 10.0",
        "recordsplit_decisions_total{decision=\"leave\"} 0.0",
        "recordsplit_decisions_total{decision=\"cannot\"} 0.0",
        "recordsplit_payloads_split_total 10.0",
        "recordsplit_rule_hits{rule=\"" + rules + ":1\"} 10.0",
        "recordsplit_vulnerable_unprotected_kinds 1.0",
        "recordsplit_suspects 0.0",
        "recordsplit_hooks_woven 8.0",
        "recordsplit_hooks_missing 0.0",
        "recordsplit_version{version=\"" + Target.agentVersion() + "\"} 1.0",
        "recordsplit_rules_errors 0.0",
        "recordsplit_upgrades_failed_total 0.0",
        "recordsplit_rehearsal_payloads_total 0.0",
        "recordsplit_rehearsal_broken_total 0.0",
        "recordsplit_failures_total 0.0");
  }

  /** The page once the agent has found the MBean server. */
  private static String page(int port) throws Exception {
    URL url = URI.create("http://127.0.0.1:" + port + "/metrics").toURL();
    String page = "";
    for (int i = 0; i < 100 && !page.contains("recordsplit_hooks_woven"); i++) {
      Thread.sleep(100);
      // Not java.net.http: it would initialise JSSE before the harness has allowed TLS 1.0.
      try (InputStream in = url.openStream()) {
        page = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      }
    }
    return page;
  }

  /** It asks for no metric that is not there. */
  private static void assertDashboard(String page) throws IOException {
    List<String> metrics =
        Stream.of(Files.readString(DASHBOARD).split("[^a-z_]"))
            .filter(w -> w.startsWith("recordsplit_"))
            .toList();
    assertEquals(14, metrics.size());
    metrics.forEach(m -> assertTrue(page.contains("# TYPE " + m + " "), m));
  }

  /** They ask for no metric that is not there. */
  @Test
  void alertsAreAboutMetrics() throws IOException {
    String exported = Files.readString(CONFIG);
    List<String> asked =
        Stream.of(Files.readString(ALERTS).split("[^a-z_]"))
            .filter(w -> w.startsWith("recordsplit_"))
            .toList();
    assertEquals(2, asked.size());
    asked.forEach(m -> assertTrue(exported.contains("name: " + m + "\n"), m));
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  @TestFactory
  Stream<DynamicTest> flightRecorder() {
    return Jdks.some(MonitoringTest::record);
  }

  private static void record(Jdk jdk) throws Exception {
    Path rules = Target.write("monitoring/jfr" + jdk.feature() + ".rules", "split role client\n");
    Path recording = Target.file("monitoring/" + jdk.feature() + ".jfr");
    ChildJvm jvm =
        ChildJvm.on(jdk)
            .brief()
            .flag(PatchedJdk.option(jdk))
            .flag(
                "-XX:StartFlightRecording=filename="
                    + recording
                    + ",settings=default,settings="
                    + SETTINGS)
            .agent("rules=" + rules)
            .main(Crowd.class, CROWD);
    try (Child child = jvm.start()) {
      child.awaitLine("^open 20 ");
      Files.writeString(rules, "mode all\n");
      child.awaitLine("rules changed: ");
      Files.writeString(rules, "mode al\n");
      child.awaitLine("unknown mode 'al'");
      child.closeInput();
      assertEquals(0, child.await().status());
    }
    String events = print(recording);
    assertEquals(20, count(events, "recordsplit.ConnectionDecided {"), events);
    assertEquals(10, count(events, "recordsplit.PayloadSplit {"), events);
    assertEquals(2, count(events, "recordsplit.RulesReloaded {"), events);
    assertEquals(1, count(events, "recordsplit.HookMissing {"), events);
    assertEquals(2, count(events, "recordsplit.ConnectionKind {"), events);
    for (String part :
        List.of(
            "hook = \"SSLSocketOutputRecord.deliver (",
            "openedBy = \"" + Crowd.class.getName() + "\"",
            "reason = \"" + rules + ":1\"",
            "protection = \"protected by recordsplit\"",
            "payloadsSplit = 10",
            "unknown mode 'al'")) {
      assertTrue(events.contains(part), () -> part + " is not in\n" + events);
    }
  }

  /** By a JDK: a runtime has no such program. */
  private static String print(Path recording) throws Exception {
    Process process =
        new ProcessBuilder(
                Jdks.running().home().resolve("bin/jfr").toString(),
                "print",
                "--events",
                "recordsplit.*",
                recording.toString())
            .redirectErrorStream(true)
            .start();
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  private static long count(String text, String line) {
    return text.lines().filter(line::equals).count();
  }

  @Test
  void java8WithoutTheRecorder() throws Exception {
    Jdk jdk = Jdks.assume(8);
    Path home = Files.exists(jdk.home().resolve("jre")) ? jdk.home().resolve("jre") : jdk.home();
    String boot;
    try (Stream<Path> jars = Files.list(home.resolve("lib"))) {
      boot =
          jars.filter(j -> j.toString().endsWith(".jar") && !j.endsWith("jfr.jar"))
              .map(Path::toString)
              .collect(Collectors.joining(File.pathSeparator));
    }
    ChildJvm jvm = ChildJvm.on(jdk).brief().flag("-Xbootclasspath:" + boot).flag("-verbose:class");
    try (Child child = jvm.agent("mode=all").main(Crowd.class, CROWD).start()) {
      child.awaitLine("^open 20 ");
      String status = Mail.ask(child.pid(), "status");
      assertTrue(status.contains("\nfailures     0\n"), status);
      assertTrue(status.contains("\npayloads     20 split\n"), status);
      child.closeInput();
      List<String> loaded = child.await().stdout();
      assertTrue(loaded.stream().noneMatch(l -> l.contains(" jdk.jfr.")), "no such class");
      assertTrue(loaded.stream().anyMatch(l -> l.contains(".jfr.Probe ")), "looked for it");
    }
  }
}
