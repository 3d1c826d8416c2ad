package io.github.recordsplit.startup;

import static io.github.recordsplit.harness.LiveTraffic.SPLIT;
import static io.github.recordsplit.harness.LiveTraffic.WHOLE;

import io.github.recordsplit.apps.EndedThread;
import io.github.recordsplit.apps.FullHeap;
import io.github.recordsplit.harness.ChildJvm;
import io.github.recordsplit.harness.Jdk;
import io.github.recordsplit.harness.Jdks;
import io.github.recordsplit.harness.LiveTraffic;
import io.github.recordsplit.harness.Result;
import io.github.recordsplit.harness.Target;
import java.io.IOException;
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

/** The switch works after all that a JVM can do to the agent's threads. */
@Execution(ExecutionMode.CONCURRENT)
class AgentThreadTest {
  private static final Duration LIMIT = Duration.ofMinutes(1);

  /**
   * Whoever opens the file waits until its lease is given back, which never happens: the system
   * breaks it after 45 s. The file seems changed, so that the agent opens it. Its arguments: the
   * file, and one that it makes when it has the lease.
   */
  private static final String LEASE =
      """
      import fcntl, os, signal, sys, time
      signal.signal(signal.SIGIO, signal.SIG_IGN)
      f = os.open(sys.argv[1], os.O_RDWR)
      fcntl.fcntl(f, fcntl.F_SETLEASE, fcntl.F_WRLCK)
      os.utime(sys.argv[1], (1, 1))
      open(sys.argv[2], "w").close()
      time.sleep(60)
      """;

  @TestFactory
  Stream<DynamicTest> memoryThatRanOut() {
    return Jdks.some(
        jdk -> {
          ChildJvm jvm = ChildJvm.on(jdk).flag("-Xmx48m");
          try (LiveTraffic app =
              new LiveTraffic(jvm, FullHeap.class, "mode=all,log=debug", LIMIT)) {
            steer(app, jdk);
          }
        });
  }

  /** As small as a JVM takes them. */
  @TestFactory
  Stream<DynamicTest> littleStack() {
    return Jdks.some(
        jdk -> {
          String least = jdk.feature() == 8 ? "228k" : "180k";
          ChildJvm jvm = ChildJvm.on(jdk).flag("-Xss" + least);
          try (LiveTraffic app = new LiveTraffic(jvm, "mode=all,log=debug", 1, LIMIT)) {
            app.awaitAll(SPLIT);
            steer(app, jdk);
          }
        });
  }

  /** A payload makes up for it. */
  @TestFactory
  Stream<DynamicTest> aThreadThatEnded() {
    return Jdks.some(
        jdk -> {
          ChildJvm jvm = ChildJvm.on(jdk).flag("-Xmx48m");
          try (LiveTraffic app = new LiveTraffic(jvm, EndedThread.class, "mode=all", LIMIT)) {
            app.awaitAll(SPLIT);
            app.child.awaitLine("^ended");
            steer(app, jdk);
          }
        });
  }

  /** No order waits for the file system of the rules, and no line of the log. */
  @TestFactory
  Stream<DynamicTest> rulesThatDoNotAnswer() {
    return Jdks.some(
        jdk -> {
          Path rules = Target.file("hung/" + System.nanoTime() + "/rules");
          Files.writeString(rules, "split host localhost\n");
          try (LiveTraffic app = new LiveTraffic(jdk, "rules=" + rules, 2, LIMIT)) {
            app.awaitAll(SPLIT);
            Process holder = lease(rules);
            try {
              app.child.awaitLine(
                  "^recordsplit: the file system of the rules file .* does not answer");
              steer(app, jdk);
              Result status = app.ask(jdk, "status", "--json");
              status.check(
                  status.stdout().get(0).contains("file system does not answer"), "not told");
            } finally {
              holder.destroyForcibly().waitFor();
            }
            Files.writeString(rules, "mode none\n");
            app.awaitAll(WHOLE);
            app.end().assertSilent();
          }
        });
  }

  private static Process lease(Path rules) throws IOException, InterruptedException {
    Path done = rules.resolveSibling("leased");
    Process holder;
    try {
      holder =
          new ProcessBuilder("python3", "-c", LEASE, rules.toString(), done.toString()).start();
    } catch (IOException none) {
      Assumptions.abort("python3: not at hand, skipped");
      throw none;
    }
    // Nobody may have it open at that moment.
    for (int i = 0; i < 400 && !Files.exists(done); i++) {
      Thread.sleep(50);
      if (!holder.isAlive()) {
        holder =
            new ProcessBuilder("python3", "-c", LEASE, rules.toString(), done.toString()).start();
      }
    }
    return holder;
  }

  private static void steer(LiveTraffic app, Jdk jdk) throws Exception {
    for (List<Integer> due : List.of(WHOLE, SPLIT)) {
      Result order = app.ask(jdk, due == WHOLE ? "disable" : "enable");
      order.check(order.status() == 0, "not done");
      app.awaitAll(due);
    }
  }
}
