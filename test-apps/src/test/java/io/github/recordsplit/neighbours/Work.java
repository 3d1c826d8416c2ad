package io.github.recordsplit.neighbours;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.recordsplit.harness.Result;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What another agent did in one JVM: the lines that must be the same in each. */
final class Work {
  /** Of a span, as its logging exporter or writer has it. */
  private static final Pattern OPEN_TELEMETRY =
      Pattern.compile("LoggingSpanExporter - ('[^']*') : \\w+ \\w+ (\\w+)");

  private static final Pattern DATADOG =
      Pattern.compile("\"(?:service|name|resource)\":\"[^\"]*\"");
  private static final Pattern DATADOG_WRITER = Pattern.compile("LoggingWriter - write\\(");

  /** Its settings and measures, in an order of their own. */
  private static final Pattern DATADOG_SAYS =
      Pattern.compile("^\\[dd.trace [^]]*\\] \\[[^]]*\\] (\\w+ \\S+).*");

  private static final Pattern ELASTIC =
      Pattern.compile("^\\{\"(transaction|span)\":.*?\"name\":\"([^\"]*)\"");

  /** Times, ports, numbers of threads and of processes. */
  private static final Pattern VARIES = Pattern.compile("\\b[0-9a-f]{6,}\\b|\\d+");

  private static final int TRIES = 100;

  private final Neighbour neighbour;
  private final House house;
  private final List<String> pages = new ArrayList<>();

  Work(Neighbour neighbour, House house) {
    this.neighbour = neighbour;
    this.house = house;
  }

  /** While the JVM runs. */
  void lookAt() throws Exception {
    switch (neighbour) {
      case JMX_EXPORTER ->
          page("/metrics").lines().filter(l -> l.startsWith("# TYPE jvm_")).forEach(pages::add);
      case JOLOKIA, OLD_JOLOKIA -> {
        Matcher value =
            Pattern.compile("\"value\":\"[^\"]*\"")
                .matcher(page("/jolokia/read/java.lang:type=Runtime/SpecVersion"));
        if (value.find()) {
          pages.add(value.group());
        }
      }
      default -> {
        // It is seen at the end.
      }
    }
  }

  private String page(String path) throws Exception {
    for (int i = 0; ; i++) {
      // Not java.net.http: it would initialise JSSE before the harness has allowed TLS 1.0.
      try (InputStream in =
          URI.create("http://127.0.0.1:" + house.port() + path).toURL().openStream()) {
        return new String(in.readAllBytes(), UTF_8);
      } catch (ConnectException e) {
        if (i == TRIES) {
          throw e;
        }
        Thread.sleep(100);
      }
    }
  }

  /** Once the JVM has ended. */
  List<String> of(Result result) throws IOException {
    List<String> all = new ArrayList<>(pages);
    result.stdout().stream().filter(l -> l.startsWith("work: ")).forEach(all::add);
    switch (neighbour) {
      case OPEN_TELEMETRY ->
          matches(OPEN_TELEMETRY, result.stderr(), m -> m.group(1) + " " + m.group(2), all);
      case DATADOG ->
          Stream.concat(result.stdout().stream(), result.stderr().stream())
              .filter(l -> DATADOG_WRITER.matcher(l).find())
              .forEach(l -> matches(DATADOG, List.of(l), Matcher::group, all));
      case ELASTIC -> matches(ELASTIC, house.received(), m -> m.group(1) + " " + m.group(2), all);
      case NEW_RELIC -> newRelic(all);
      case JACOCO, JACOCO_TLS -> coverage(all);
      default -> {
        // It says what it did.
      }
    }
    all.replaceAll(Work::constant);
    return all.stream().sorted().toList();
  }

  private interface Told {
    String of(Matcher found);
  }

  private static void matches(Pattern pattern, List<String> lines, Told told, List<String> all) {
    lines.stream()
        .flatMap(l -> pattern.matcher(l).results().map(r -> l))
        .distinct()
        .forEach(
            l -> {
              Matcher found = pattern.matcher(l);
              while (found.find()) {
                all.add(told.of(found));
              }
            });
  }

  private void newRelic(List<String> all) throws IOException {
    try (Stream<Path> files = Files.list(house.folder())) {
      for (Path log : files.filter(f -> f.toString().endsWith(".log")).toList()) {
        Files.readAllLines(log).stream()
            .filter(l -> l.contains("has started"))
            .map(l -> l.replaceFirst(".*: ", ""))
            .forEach(all::add);
      }
    }
  }

  private void coverage(List<String> all) throws IOException {
    for (Coverage.Covered covered : Coverage.read(house.folder().resolve("jacoco.exec"))) {
      if (neighbour.covers(covered.type())) {
        boolean ours = covered.type().startsWith("io/");
        all.add(covered.type() + (ours ? "=" + covered.id() + "=" + covered.probes() : ""));
      }
    }
  }

  /** What is on stderr beside its work, in no order: agents have threads. */
  List<String> others(List<String> stderr) {
    return stderr.stream()
        .filter(l -> !l.contains("LoggingSpanExporter") && !l.contains("LoggingWriter"))
        .map(l -> constant(DATADOG_SAYS.matcher(l).replaceFirst("$1")))
        .distinct()
        .sorted()
        .toList();
  }

  private static String constant(String line) {
    return line.startsWith("io/") ? line : VARIES.matcher(line).replaceAll("#");
  }
}
