package io.github.recordsplit.observe;

import static io.github.recordsplit.harness.LiveTraffic.SPLIT;
import static io.github.recordsplit.harness.LiveTraffic.WHOLE;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.recordsplit.harness.ChildJvm;
import io.github.recordsplit.harness.Jdk;
import io.github.recordsplit.harness.Jdks;
import io.github.recordsplit.harness.LiveTraffic;
import io.github.recordsplit.harness.Result;
import io.github.recordsplit.harness.Target;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Neither an application nor the switch waits for who should read stderr or take the log. */
@Execution(ExecutionMode.CONCURRENT)
class NobodyReadsTest {
  private static final Duration LIMIT = Duration.ofMinutes(1);

  /** Its argument: a name for a pipe, which is full and has a reader that never reads. */
  private static final String FULL_STDERR =
      """
      pipe=$1; shift
      mkfifo "$pipe"
      sleep 50 <"$pipe" >/dev/null 2>&1 &
      exec 3>"$pipe"
      head -c 65536 /dev/zero >&3
      exec "$@" 2>&3
      """;

  @TestFactory
  Stream<DynamicTest> aFullPipe() {
    return Jdks.some(
        jdk -> {
          Path pipe = fresh("pipe-" + jdk.feature());
          List<String> starter = List.of("sh", "-c", FULL_STDERR, "sh", pipe.toString());
          runs(jdk, ChildJvm.on(jdk).startedBy(starter), "mode=all,log=connections");
        });
  }

  @TestFactory
  Stream<DynamicTest> aClosedStderr() {
    return Jdks.some(
        jdk -> {
          List<String> starter = List.of("sh", "-c", "exec \"$@\" 2>&-", "sh");
          runs(jdk, ChildJvm.on(jdk).startedBy(starter), "mode=all,log=connections");
        });
  }

  @TestFactory
  Stream<DynamicTest> aLogThatIsAPipe() {
    return Jdks.some(
        jdk -> {
          Path pipe = fresh("log-pipe-" + jdk.feature());
          new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor();
          Result result = runs(jdk, ChildJvm.on(jdk), "mode=all,log=connections:" + pipe);
          told(result, pipe + " is no ordinary file");
        });
  }

  @TestFactory
  Stream<DynamicTest> aLogOnAFullDisk() {
    return Jdks.some(
        jdk -> {
          Path folder = Files.createDirectories(fresh("full-disk-" + jdk.feature()));
          String script =
              "mount -t tmpfs -o size=4k none \"$0\" && head -c 4096 /dev/zero >\"$0/full\" && exec \"$@\"";
          List<String> starter = List.of("unshare", "--mount", "sh", "-c", script, "" + folder);
          List<String> probe = Stream.concat(starter.stream(), Stream.of("true")).toList();
          boolean permitted = new ProcessBuilder(probe).start().waitFor() == 0;
          Assumptions.assumeTrue(permitted, "unshare and mount: not permitted, skipped");
          ChildJvm jvm = ChildJvm.on(jdk).startedBy(starter);
          Result result = runs(jdk, jvm, "mode=all,log=connections:" + folder + "/log");
          told(result, "No space left on device");
        });
  }

  /** What would say too much, or say it to others, is not written through. */
  @TestFactory
  Stream<DynamicTest> aLogThatIsALink() {
    return Jdks.on(
        List.of(17),
        jdk -> {
          Path precious = Files.writeString(fresh("precious"), "precious");
          Path link = Files.createSymbolicLink(fresh("link"), precious);
          Result result = runs(jdk, ChildJvm.on(jdk), "mode=all,log=connections:" + link);
          told(result, link + " is a symbolic link");
          assertTrue(Files.readString(precious).equals("precious"));
        });
  }

  private static Result runs(Jdk jdk, ChildJvm jvm, String options) throws Exception {
    try (LiveTraffic app = new LiveTraffic(jvm, options, 2, LIMIT)) {
      app.awaitAll(SPLIT);
      Result disabled = app.ask(jdk, "disable");
      disabled.check(disabled.status() == 0, "not done");
      app.awaitAll(WHOLE);
      app.ask(jdk, "enable");
      app.awaitAll(SPLIT);
      return app.end();
    }
  }

  private static void told(Result result, String why) {
    long lines =
        result.stderr().stream()
            .filter(l -> l.contains("the log goes to stderr") && l.contains(why))
            .count();
    result.check(lines == 1, "not told once");
  }

  private static Path fresh(String name) {
    return Target.file("nobody-reads/" + name + "-" + System.nanoTime());
  }
}
