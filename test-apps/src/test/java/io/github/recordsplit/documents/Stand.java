package io.github.recordsplit.documents;

import com.acme.Main;
import io.github.recordsplit.harness.Child;
import io.github.recordsplit.harness.Jars;
import io.github.recordsplit.harness.Jdk;
import io.github.recordsplit.harness.Jdks;
import io.github.recordsplit.harness.Keys;
import io.github.recordsplit.harness.Protocol;
import io.github.recordsplit.harness.RecordServer;
import io.github.recordsplit.harness.Result;
import io.github.recordsplit.harness.Shell;
import io.github.recordsplit.harness.Target;
import io.github.recordsplit.harness.Tls;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A folder with the files that the documents name, and what they say is running: billing.jar with
 * the agent, com.acme.Main without, and a server of the database's kind.
 */
final class Stand implements AutoCloseable {
  private static final Path MONITORING = Target.file("test-classes/monitoring/any").getParent();

  private final Path folder;
  private final Shell shell;
  private final RecordServer database;
  private final Shell tools;
  private Child billing;
  private Child acme;

  Stand(Jdk jdk) throws IOException {
    folder = Target.file("documents/" + jdk.feature() + "/app.rules").getParent();
    Files.writeString(
        folder.resolve("app.rules"), "split host db.example:1433\nnever role server\n");
    Files.writeString(folder.resolve("HOSTS"), "localhost:1\n");
    Files.createDirectories(folder.resolve("left"));
    Files.writeString(
        folder.resolve("left/job.json"),
        "{\"schema\":1,\"mode\":\"all\",\"scope\":\"any\",\"first\":\"split\",\"app\":\"job\",\"kinds\":[],"
            + "\"rehearsal\":[{\"reader\":\"a.Reader\",\"payloads\":1,\"survives\":true}]}");
    link("recordsplit-agent.jar", Target.agentJar());
    for (String jar : List.of("legacy.jar", "billing.jar")) {
      link(jar, Jars.of("documents/" + jar, Main.class));
    }
    link("jmx_prometheus_javaagent.jar", Target.file("servers/jmx_prometheus_javaagent.jar"));
    link("jmx-exporter.yaml", MONITORING.resolve("jmx-exporter.yaml"));
    link("recordsplit.jfc", MONITORING.resolve("recordsplit.jfc"));
    shell = new Shell(jdk, folder, Map.of("JAVA_TOOL_OPTIONS", options()));
    database = RecordServer.start(Tls.V1_0_CBC, Protocol.POSTGRES);
    // A runtime of Java 8 cannot attach: the documents say that this takes a JDK, of any version.
    tools = jdk.feature() == 8 ? new Shell(Jdks.running(), folder, Map.of()) : shell;
  }

  /** Starts what most verbs are about. */
  void startApplications() {
    billing = start("-javaagent:recordsplit-agent.jar=mode=all -jar billing.jar");
    acme = start("-cp billing.jar com.acme.Main");
  }

  private Child start(String application) {
    Child child = shell.start("exec java " + application);
    child.awaitLine("^open 1$");
    return child;
  }

  private void link(String name, Path file) throws IOException {
    Files.deleteIfExists(folder.resolve(name));
    Files.createSymbolicLink(folder.resolve(name), file);
  }

  private static String options() {
    Path allow = Target.write("documents/tls10", "jdk.tls.disabledAlgorithms=SSLv3, RC4, anon\n");
    return "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"
        + store("keyStore")
        + store("trustStore")
        + (" -Djava.security.properties=" + allow);
  }

  private static String store(String name) {
    String property = " -Djavax.net.ssl." + name;
    return property + "=" + Keys.store() + property + "Password=" + Keys.PASSWORD;
  }

  /** Runs a line; the application's connection sends one payload. */
  Result run(String line) throws IOException {
    return (line.contains(" attach ") ? tools : shell).run(here(line), "request\n");
  }

  /** Starts a line that does not end by itself. */
  Child start(Example example) throws IOException {
    return shell.start("exec " + here(example.line));
  }

  /** What stands for something else in the documents. */
  String here(String line) throws IOException {
    return line.replace("OTHER", pid(acme))
        .replace("PID", pid(billing))
        .replace("db.example:5432", "localhost:" + database.port())
        .replace("9404", "127.0.0.1:" + freePort())
        .replace("PORT", "0");
  }

  /** What the agent says, or where it says nothing the program: without what the JVM adds. */
  static String said(Result result) {
    List<String> lines = new ArrayList<>(result.stderr());
    lines.removeIf(line -> !line.startsWith("recordsplit: "));
    lines.addAll(result.stdout());
    return String.join("\n", lines) + "\n";
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static String pid(Child child) {
    return child == null ? "none" : child.pid() + "";
  }

  @Override
  public void close() throws IOException {
    database.close();
    for (Child child : new Child[] {billing, acme}) {
      if (child != null) {
        child.close();
      }
    }
  }
}
