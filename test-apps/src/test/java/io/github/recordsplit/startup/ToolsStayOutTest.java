package io.github.recordsplit.startup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.recordsplit.harness.ChildJvm;
import io.github.recordsplit.harness.Jdks;
import io.github.recordsplit.harness.LiveTraffic;
import io.github.recordsplit.harness.Result;
import io.github.recordsplit.harness.Target;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The command line and its libraries are never loaded into an application's JVM. */
class ToolsStayOutTest {
  @TestFactory
  Stream<DynamicTest> whateverTheAgentIsAskedFor() {
    return Jdks.each(
        jdk -> {
          ChildJvm jvm = ChildJvm.on(jdk).flag("-verbose:class");
          try (LiveTraffic app =
              new LiveTraffic(jvm, "mode=all,log=debug", 2, Duration.ofMinutes(2))) {
            app.awaitAll(LiveTraffic.SPLIT);
            assertEquals(0, app.ask(jdk, "status", "--json").status());
            assertEquals(0, app.ask(jdk, "disable").status());
            app.awaitAll(LiveTraffic.WHOLE);
            app.child.closeInput();
            Result result = app.child.await();
            List<String> ours =
                result.stdout().stream().filter(l -> l.contains("io.github.recordsplit.")).toList();
            String first = "recordsplit: version " + Target.agentVersion() + ", mode all, ";
            assertTrue(result.stderr().get(0).startsWith(first), () -> result.describe(first));
            assertTrue(ours.size() > 50, () -> result.describe("too few classes"));
            assertEquals(List.of(), ours.stream().filter(l -> l.contains(".tools.")).toList());
          }
        });
  }
}
