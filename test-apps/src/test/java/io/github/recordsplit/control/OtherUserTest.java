package io.github.recordsplit.control;

import static io.github.recordsplit.harness.LiveTraffic.SPLIT;
import static io.github.recordsplit.harness.LiveTraffic.WHOLE;

import io.github.recordsplit.harness.ChildJvm;
import io.github.recordsplit.harness.Jdk;
import io.github.recordsplit.harness.Jdks;
import io.github.recordsplit.harness.LiveTraffic;
import io.github.recordsplit.harness.OtherUser;
import io.github.recordsplit.harness.Result;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * A JVM is steered by its own user only: another one's verbs and forged requests change nothing.
 */
@Execution(ExecutionMode.CONCURRENT)
class OtherUserTest {
  private static final int CONNECTIONS = 2;

  /** Its arguments: the process, and the access that it gives to others. */
  private static final String FORGE =
      """
      set -e
      box=/tmp/.recordsplit-$1
      mkdir "$box"
      printf 'recordsplit 1\\n%s000\\nmode\\nnone' "$(($(date +%s) + 60))" > "$box/1.request"
      chmod "$2" "$box" "$box/1.request"
      sleep 1
      rm -r "$box"
      """;

  @TestFactory
  Stream<DynamicTest> nobodySteersIt() {
    return Jdks.on(List.of(17), OtherUserTest::nobodySteers);
  }

  @Tag("full")
  @TestFactory
  Stream<DynamicTest> nobodySteersOthers() {
    return Jdks.on(List.of(8, 25), OtherUserTest::nobodySteers);
  }

  private static void nobodySteers(Jdk jdk) throws Exception {
    OtherUser nobody = OtherUser.assume();
    try (LiveTraffic app = new LiveTraffic(jdk, "mode=all", CONNECTIONS, Duration.ofMinutes(2))) {
      app.awaitAll(SPLIT);
      String pid = String.valueOf(app.child.pid());
      for (String access : List.of("700", "777")) {
        nobody.run("sh", "-c", FORGE, "sh", pid, access);
        app.awaitAll(SPLIT);
      }
      for (List<String> verb :
          List.of(List.of("disable", pid), List.of("status", pid), List.of("attach", pid))) {
        refused(verb(jdk, nobody, verb));
      }
      app.awaitAll(SPLIT);
      app.ask(jdk, "disable"); // its own user can
      app.awaitAll(WHOLE);
      app.end().assertSilent();
    }
  }

  private static Result verb(Jdk jdk, OtherUser nobody, List<String> words) {
    return ChildJvm.on(jdk)
        .brief()
        .startedBy(nobody.starter())
        .jar(nobody.agentJar(), words.toArray(String[]::new))
        .run();
  }

  private static void refused(Result result) {
    result.check(result.status() == 1, "not status 1");
    result.check(result.stdout().isEmpty(), "it was told something");
    result.check(result.stderr().size() == 1, "not one sentence");
    String line = result.stderr().get(0);
    result.check(line.startsWith("recordsplit: process ") && line.contains(" user"), "no reason");
  }
}
