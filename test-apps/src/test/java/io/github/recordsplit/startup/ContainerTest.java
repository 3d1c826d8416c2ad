package io.github.recordsplit.startup;

import static io.github.recordsplit.harness.LiveTraffic.SPLIT;
import static io.github.recordsplit.harness.LiveTraffic.WHOLE;

import io.github.recordsplit.harness.ChildJvm;
import io.github.recordsplit.harness.Container;
import io.github.recordsplit.harness.Jdk;
import io.github.recordsplit.harness.Jdks;
import io.github.recordsplit.harness.LiveTraffic;
import io.github.recordsplit.harness.Result;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/** The command line outside of a container, and a JVM in it. */
@Tag("full")
class ContainerTest {
  private static final Duration LIMIT = Duration.ofMinutes(1);

  @TestFactory
  Stream<DynamicTest> verbsReachIntoIt() {
    return Jdks.some(
        jdk -> {
          try (LiveTraffic app = inside("mode=all")) {
            app.awaitAll(SPLIT);
            String pid = Container.pid(app.child);
            check(LiveTraffic.command(jdk, "disable", pid), 0, "mode none .was all., .*");
            app.awaitAll(WHOLE);
            check(LiveTraffic.command(jdk, "enable", pid), 0, "mode all .*");
            app.awaitAll(SPLIT);
            check(LiveTraffic.command(jdk, "status", pid), 0, "connections  4 since.*");
            app.end().assertSilent();
          }
        });
  }

  @TestFactory
  Stream<DynamicTest> attachSaysWhatToDoInstead() {
    return Jdks.some(
        jdk -> {
          try (LiveTraffic app = inside(null)) {
            Result result = LiveTraffic.command(jdk, "attach", Container.pid(app.child));
            check(result, 1, ".* in a container with files of its own: copy the jar into it .*");
            app.awaitAll(WHOLE);
            app.end();
          }
        });
  }

  private static LiveTraffic inside(String options) throws Exception {
    Jdk jdk = Jdks.running();
    return new LiveTraffic(ChildJvm.on(jdk).startedBy(Container.starter(jdk)), options, 4, LIMIT);
  }

  private static void check(Result result, int status, String regex) {
    Stream<String> said = Stream.concat(result.stdout().stream(), result.stderr().stream());
    result.check(result.status() == status, "not status " + status);
    result.check(said.anyMatch(l -> l.matches(regex)), "no line is " + regex);
  }
}
