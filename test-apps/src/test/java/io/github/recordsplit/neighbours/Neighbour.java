package io.github.recordsplit.neighbours;

import static java.util.stream.Collectors.joining;

import io.github.recordsplit.apps.BesideOthers;
import io.github.recordsplit.harness.Artifacts;
import io.github.recordsplit.harness.ChildJvm;
import io.github.recordsplit.harness.Target;
import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Other vendors' agents: the rows of this module's README, table of neighbours, with the versions
 * and the runtimes that its tests take from here.
 */
@SuppressWarnings("ImmutableEnumChecker") // all of its lists are of List.of
enum Neighbour {
  OPEN_TELEMETRY(
      "OpenTelemetry",
      "io.opentelemetry.javaagent:opentelemetry-javaagent:2.21.0",
      "spans of requests",
      List.of(8, 17, 25)),
  DATADOG("Datadog", "com.datadoghq:dd-java-agent:1.68.1", "spans of requests", List.of(8, 17, 25)),
  ELASTIC(
      "Elastic APM",
      "co.elastic.apm:elastic-apm-agent:1.55.1",
      "spans of requests and of two methods",
      List.of(8, 17, 25)),
  NEW_RELIC(
      "New Relic",
      "com.newrelic.agent.java:newrelic-agent:8.19.0",
      "says that it has started",
      List.of(8, 17)),
  JACOCO(
      "JaCoCo", "org.jacoco:org.jacoco.agent:jar:runtime:0.8.15", "coverage", List.of(8, 17, 25)),
  JACOCO_TLS(
      "JaCoCo, on `sun.security.ssl` too",
      "org.jacoco:org.jacoco.agent:jar:runtime:0.8.15",
      "coverage",
      List.of(8, 17, 25)),
  BYTEMAN(
      "Byteman, on `deliver` and `encode`",
      "org.jboss.byteman:byteman:4.0.27",
      "traces of both methods",
      List.of(8, 17, 25)),
  BLOCK_HOUND(
      "BlockHound",
      "io.projectreactor.tools:blockhound:1.0.13.RELEASE",
      "finds a thread that blocks",
      List.of(17, 25)),
  ASPECT_J(
      "AspectJ's weaver",
      "org.aspectj:aspectjweaver:1.9.27",
      "advice of an aspect",
      List.of(8, 17, 25)),
  JMX_EXPORTER(
      "jmx_exporter",
      "io.prometheus.jmx:jmx_prometheus_javaagent:1.0.1",
      "page of metrics",
      List.of(8, 17, 25)),
  JOLOKIA(
      "Jolokia",
      "org.jolokia:jolokia-agent-jvm:jar:javaagent:2.2.9",
      "reads an MBean",
      List.of(17, 25)),
  OLD_JOLOKIA("Jolokia", "org.jolokia:jolokia-jvm:1.7.2", "reads an MBean", List.of(8, 17, 25));

  private static final String TRACED =
      "io.github.recordsplit.apps.BesideOthers#get, io.github.recordsplit.apps.OpenConnections#send";

  private static final String TLS_CLASSES = "sun.security.ssl.";

  private final String name;
  private final String artifact;
  private final String work;
  private final List<Integer> jdks;

  Neighbour(String name, String artifact, String work, List<Integer> jdks) {
    this.name = name;
    this.artifact = artifact;
    this.work = work;
    this.jdks = jdks;
  }

  List<Integer> jdks() {
    return jdks;
  }

  /** Its line of the table. */
  String row() {
    String version = artifact.substring(artifact.lastIndexOf(':') + 1);
    String java = jdks.stream().map(String::valueOf).collect(joining(", ", "Java ", ""));
    return Stream.of(name, version, work, "1 + n-1", "whole", "the same", java)
        .collect(joining(" | ", "| ", " |"));
  }

  /** Its jar; the calling test is skipped where it is not to be had. */
  private Path jar() {
    String[] words = artifact.split(":", -1);
    return Artifacts.file(
        words.length > 3 ? artifact : artifact.replaceFirst(":([^:]*)$", ":jar:$1"));
  }

  /** The agent in a JVM, with what keeps it off the network. */
  ChildJvm in(ChildJvm jvm, House house) {
    Path jar = jar();
    return switch (this) {
      case OPEN_TELEMETRY ->
          jvm.agent(jar, "")
              .property("otel.traces.exporter", "logging")
              .property("otel.metrics.exporter", "none")
              .property("otel.logs.exporter", "none");
      case DATADOG ->
          jvm.agent(jar, "")
              .property("dd.writer.type", "LoggingWriter")
              .property("dd.instrumentation.telemetry.enabled", "false")
              .property("dd.remote_config.enabled", "false")
              .property("dd.jmxfetch.enabled", "false");
      case ELASTIC ->
          jvm.agent(jar, "")
              .property("elastic.apm.server_url", "http://127.0.0.1:" + house.port())
              .property("elastic.apm.trace_methods", TRACED)
              .property("elastic.apm.central_config", "false")
              .property("elastic.apm.cloud_provider", "NONE")
              .property("elastic.apm.api_request_time", "100ms")
              .property("elastic.apm.log_level", "WARN");
      case NEW_RELIC ->
          // It weaves java.lang.ClassLoader in a way that no strict verifier takes.
          jvm.flag("-Xverify:remote")
              .agent(jar, "")
              .property("newrelic.config.app_name", "a")
              .property("newrelic.config.license_key", "a".repeat(40))
              .property("newrelic.config.metric_ingest_uri", "http://127.0.0.1:" + house.port())
              .property("newrelic.config.event_ingest_uri", "http://127.0.0.1:" + house.port())
              .property("newrelic.config.host", "127.0.0.1")
              .property("newrelic.config.port", String.valueOf(house.port()))
              .property("newrelic.config.utilization.detect_aws", "false")
              .property("newrelic.config.utilization.detect_azure", "false")
              .property("newrelic.config.utilization.detect_gcp", "false")
              .property("newrelic.config.utilization.detect_pcf", "false")
              .property("newrelic.config.log_file_path", house.folder().toString());
      case JACOCO -> jvm.agent(jar, "destfile=" + house.file("jacoco.exec"));
      case JACOCO_TLS ->
          jvm.agent(
              jar,
              "destfile="
                  + house.file("jacoco.exec")
                  + ",inclbootstrapclasses=true,includes=sun.security.ssl.*:io.github.recordsplit.apps.*");
      case BYTEMAN ->
          jvm.agent(
              jar, "script:" + Target.file("test-classes/neighbours/trace.btm") + ",boot:" + jar);
      case JMX_EXPORTER ->
          jvm.agent(
              jar, "127.0.0.1:" + house.port() + ":" + Target.write("neighbours/any.yaml", "{}\n"));
      case JOLOKIA, OLD_JOLOKIA -> jvm.agent(jar, "host=127.0.0.1,port=" + house.port());
      case BLOCK_HOUND, ASPECT_J -> jvm.agent(jar, "");
    };
  }

  /** Starts the application that gives it something to do. */
  ChildJvm start(ChildJvm jvm, String... connections) {
    return switch (this) {
      case BLOCK_HOUND -> jvm.classPath(needs("blockhound")).main("Blocking", connections);
      case ASPECT_J -> jvm.classPath(needs("aspectj")).main(BesideOthers.class, connections);
      default -> jvm.main(BesideOthers.class, connections);
    };
  }

  /** The applications, and what of a folder tells the agent what to do. */
  private String needs(String folder) {
    return Target.file("test-classes/neighbours/" + folder)
        + File.pathSeparator
        + Artifacts.compile(8, "neighbours/" + folder, artifact);
  }

  /** Whether it also weaves what ours weaves. */
  boolean covers(String type) {
    return type.startsWith("io/github/recordsplit/apps/")
        || (this == JACOCO_TLS
            && List.of("SSLSocketOutputRecord", "SSLEngineOutputRecord").stream()
                .anyMatch(c -> type.equals((TLS_CLASSES + c).replace('.', '/'))));
  }
}
