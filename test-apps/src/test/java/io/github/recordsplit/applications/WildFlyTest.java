package io.github.recordsplit.applications;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.recordsplit.harness.AgentBean;
import io.github.recordsplit.harness.Child;
import io.github.recordsplit.harness.ChildJvm;
import io.github.recordsplit.harness.Jdk;
import io.github.recordsplit.harness.Jdks;
import io.github.recordsplit.harness.Protocol;
import io.github.recordsplit.harness.RecordClient;
import io.github.recordsplit.harness.Result;
import io.github.recordsplit.harness.Tls;
import io.github.recordsplit.harness.WildFly;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/** The product itself: it starts with the agent, logs what it logs without, and is split. */
@Tag("full")
class WildFlyTest {
  private static final String REQUEST = "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n";

  /** A line of its own pattern: time, level, [category] (thread), and most often a code. */
  private static final Pattern LINE =
      Pattern.compile(
          "^\\d{4}-\\d\\d-\\d\\d [\\d:,]+ (\\w+) +\\[([\\w.]+)\\] \\(.+?\\) (\\w+\\d+: )?");

  @TestFactory
  Stream<DynamicTest> logsTheSame() {
    return Jdks.some(
        jdk -> {
          // The last one for Java 8, and one that knows Java 25.
          String version = jdk.feature() == 8 ? "26.1.3.Final" : "39.0.1.Final";
          WildFly without = new WildFly(version, "without-" + jdk.feature());
          WildFly with = new WildFly(version, "with-" + jdk.feature());
          Served whole = serve(without, ChildJvm.on(jdk).brief(), jdk, false);
          Served split = serve(with, ChildJvm.on(jdk).brief().agent("mode=all"), jdk, true);
          int first = whole.records.get(0);
          assertEquals(List.of(1, first - 1), split.records.subList(0, 2), split.records::toString);
          assertEquals(said(without.log()), said(with.log()));
          assertStderr(whole.result, split.result);
        });
  }

  private record Served(List<Integer> records, Result result) {}

  /** Starts it, asks for a page, stops it as an operator does. */
  private static Served serve(WildFly wildFly, ChildJvm jvm, Jdk jdk, boolean hasAgent)
      throws Exception {
    try (Child child = wildFly.start(jvm, jdk)) {
      int port = Integer.parseInt(child.awaitLine("WFLYUT0006: .* https .*:(\\d+)").group(1));
      child.awaitLine("WFLYSRV0025: ");
      List<Integer> records;
      try (RecordClient client = RecordClient.connect(Tls.V1_0_CBC, Protocol.HTTP, port)) {
        records = client.exchange(REQUEST.getBytes(StandardCharsets.US_ASCII)).records();
      }
      if (hasAgent) {
        assertBean(child);
      }
      ProcessHandle.of(child.pid()).orElseThrow().destroy();
      return new Served(records, child.await());
    }
  }

  /** WildFly puts an MBean server of its own in front of the platform's. */
  private static void assertBean(Child child) throws Exception {
    try (AgentBean bean = new AgentBean(child)) {
      assertEquals("all", bean.server.getAttribute(bean.name, "Mode"));
      assertEquals(0L, bean.server.getAttribute(bean.name, "Failures"));
    }
  }

  /** Level, category and code of each line, each once: threads change the order. */
  private static Set<String> said(Path log) throws IOException {
    Set<String> said = new TreeSet<>();
    for (String line : Files.readAllLines(log)) {
      Matcher own = LINE.matcher(line);
      if (own.find()) {
        said.add(own.group(1) + " " + own.group(2) + " " + own.group(3));
      }
    }
    for (String due : List.of("WFLYSRV0025: ", "WFLYUT0006: ", "WFLYSRV0050: ")) {
      assertTrue(said.stream().anyMatch(l -> l.endsWith(due)), () -> due + " is not in " + said);
    }
    return said;
  }

  /** The JVM and the log manager complain there; on stdout are only lines of its console. */
  private static void assertStderr(Result without, Result with) {
    List<String> others = new ArrayList<>(with.stderr());
    assertTrue(others.removeIf(l -> l.startsWith("recordsplit: mode all,")), "no agent");
    assertEquals(without.stderr(), others);
    with.check(
        with.stdout().stream().noneMatch(l -> l.contains("recordsplit")), "the agent on stdout");
  }
}
