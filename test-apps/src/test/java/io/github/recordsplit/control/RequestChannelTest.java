package io.github.recordsplit.control;

import static io.github.recordsplit.harness.LiveTraffic.SPLIT;
import static io.github.recordsplit.harness.LiveTraffic.WHOLE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.recordsplit.harness.ChildJvm;
import io.github.recordsplit.harness.Jdks;
import io.github.recordsplit.harness.LiveTraffic;
import io.github.recordsplit.harness.Mail;
import io.github.recordsplit.harness.OtherUser;
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

/** Orders reach a JVM whatever stands in their way: umask, others' folders, places, users. */
@Execution(ExecutionMode.CONCURRENT)
class RequestChannelTest {
  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final int CLIENTS = 2;

  /** Its argument: the process whose folder it makes first, in the older way's place. */
  private static final String STAND_IN_THE_WAY = "mkdir -m 777 /tmp/.recordsplit-$1";

  @TestFactory
  Stream<DynamicTest> noUmaskMatters() {
    return Jdks.some(
        jdk -> {
          for (String umask : List.of("002", "077", "000")) {
            List<String> shell = List.of("sh", "-c", "umask " + umask + "; exec \"$@\"", "sh");
            try (LiveTraffic app = app(ChildJvm.on(jdk).startedBy(shell))) {
              steer(app, words -> run(ChildJvm.on(jdk).startedBy(shell), words));
            }
          }
        });
  }

  @TestFactory
  Stream<DynamicTest> whoWasThereFirstIsNotInTheWay() {
    return Jdks.some(
        jdk -> {
          OtherUser nobody = OtherUser.assume();
          try (LiveTraffic app = app(ChildJvm.on(jdk))) {
            String pid = "" + app.child.pid();
            nobody.run("sh", "-c", STAND_IN_THE_WAY, "sh", pid);
            try {
              steer(app, words -> LiveTraffic.command(jdk, words));
            } finally {
              Files.delete(Path.of("/tmp/.recordsplit-" + pid));
            }
          }
        });
  }

  @TestFactory
  Stream<DynamicTest> aReadOnlyPlaceIsNoObstacle() {
    return Jdks.some(
        jdk -> {
          try (LiveTraffic app = app(ChildJvm.on(jdk).property("java.io.tmpdir", "/proc"))) {
            steer(app, words -> LiveTraffic.command(jdk, words));
          }
          List<String> full = withoutMemory("-o size=4k");
          for (List<String> starter : List.of(full, withoutMemory("-o ro"))) {
            ChildJvm jvm = ChildJvm.on(jdk).startedBy(starter);
            try (LiveTraffic app = app(jvm.property("java.io.tmpdir", "/proc"))) {
              steer(app, words -> LiveTraffic.command(jdk, words));
            }
          }
        });
  }

  /** In a mount namespace of its own, where what is in memory cannot take a file. */
  private static List<String> withoutMemory(String how) throws Exception {
    String script =
        "mount -t tmpfs "
            + how
            + " none /dev/shm && { head -c 8192 /dev/zero >/dev/shm/full; "
            + "exec \"$@\"; } 2>/dev/null";
    List<String> starter = List.of("unshare", "--mount", "sh", "-c", script, "sh");
    ProcessBuilder probe =
        new ProcessBuilder(Stream.concat(starter.stream(), Stream.of("true")).toList());
    Assumptions.assumeTrue(
        probe.start().waitFor() == 0, "unshare and mount: not permitted, skipped");
    return starter;
  }

  @TestFactory
  Stream<DynamicTest> rootReachesOthers() {
    return Jdks.some(
        jdk -> {
          OtherUser nobody = OtherUser.assume();
          Path home = Files.createTempDirectory("recordsplit-nobody");
          Files.setAttribute(home, "unix:uid", 65534);
          ChildJvm jvm = ChildJvm.on(jdk).startedBy(nobody.starter());
          jvm.agent(nobody.agentJar(), "mode=all");
          Path app = nobody.readable(Target.apps());
          try (var child =
              jvm.brief()
                  .classPath(app.toString())
                  .property("java.io.tmpdir", "" + home)
                  .main("io.github.recordsplit.apps.LateTls")
                  .start()) {
            child.awaitLine("^waiting");
            Result left = LiveTraffic.command(jdk, "disable", "" + child.pid());
            assertTrue(left.stdout().get(0).contains("this is left for it"), left::toString);
            child.closeInput();
            Result result = child.await();
            assertTrue(
                result.stderr().get(1).startsWith("recordsplit: mode none (was all): "),
                () -> result.describe("root's order"));
            assertTrue(result.stderr().get(1).contains("by user 0 "), () -> result.describe("who"));
          }
          Files.delete(home);
        });
  }

  /** A command line of 0.1.0 leaves a file in a folder that it makes. */
  @TestFactory
  Stream<DynamicTest> anOlderCommandLineIsAnswered() {
    return Jdks.some(
        jdk -> {
          try (LiveTraffic app = app(ChildJvm.on(jdk))) {
            assertEquals(
                "mode none (was all), until 'enable'", Mail.ask(app.child.pid(), "mode", "none"));
            app.awaitAll(WHOLE);
            app.end();
          }
        });
  }

  private interface Command {
    Result run(String... words);
  }

  private static LiveTraffic app(ChildJvm jvm) throws Exception {
    return new LiveTraffic(jvm, "mode=all", CLIENTS, LIMIT);
  }

  private static void steer(LiveTraffic app, Command command) throws Exception {
    String pid = "" + app.child.pid();
    app.awaitAll(SPLIT);
    done(command.run("disable", pid));
    app.awaitAll(WHOLE);
    done(command.run("enable", pid));
    app.awaitAll(SPLIT);
    app.end().assertSilent();
  }

  private static void done(Result result) {
    result.check(result.status() == 0 && result.stderr().isEmpty(), "not done");
  }

  private static Result run(ChildJvm jvm, String... words) {
    return jvm.brief().jar(Target.agentJar(), words).run();
  }
}
