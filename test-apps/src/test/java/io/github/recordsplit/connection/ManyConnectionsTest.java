package io.github.recordsplit.connection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.recordsplit.apps.Crowd;
import io.github.recordsplit.harness.Child;
import io.github.recordsplit.harness.ChildJvm;
import io.github.recordsplit.harness.Jdk;
import io.github.recordsplit.harness.Jdks;
import io.github.recordsplit.harness.Mail;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/** What 10,000 open connections cost: it measures, so nothing runs beside it. */
class ManyConnectionsTest {
  private static final int MANY = 10_000;
  private static final int FEW = 100;
  private static final long MOST_BYTES_EACH = 232; // 32 of them tell what becomes of it
  private static final Duration MOST_TIME = Duration.ofSeconds(2);

  @Tag("full")
  @TestFactory
  Stream<DynamicTest> statusAnswersAtOnceAndMemoryIsSmall() {
    return Jdks.some(ManyConnectionsTest::measure);
  }

  private static void measure(Jdk jdk) throws Exception {
    long without = heap(jdk, null, MANY) - heap(jdk, null, FEW);
    long few = heap(jdk, "mode=all", FEW);
    try (Child child = start(jdk, "mode=all", MANY)) {
      long with = heap(child) - few;
      long started = System.nanoTime();
      String json = Mail.ask(child.pid(), "status", "--json");
      Duration took = Duration.ofNanos(System.nanoTime() - started);
      assertTrue(json.contains("\"openConnections\":" + MANY), json);
      assertTrue(json.contains("\"payloadsSplit\":" + MANY), json);
      assertTrue(took.compareTo(MOST_TIME) < 0, "status took " + took);
      long each = (with - without) / (MANY - FEW);
      System.out.println(
          jdk + ": " + MANY + " connections: status " + took + ", " + each + " bytes each");
      assertTrue(each <= MOST_BYTES_EACH, "bytes for each connection: " + each);
      child.closeInput();
      assertEquals(0, child.await().assertClean().status());
    }
  }

  private static long heap(Jdk jdk, String options, int count) {
    try (Child child = start(jdk, options, count)) {
      return heap(child);
    }
  }

  private static long heap(Child child) {
    return Long.parseLong(child.awaitLine("^open \\d+ heap (\\d+)").group(1));
  }

  private static Child start(Jdk jdk, String options, int count) {
    ChildJvm jvm = ChildJvm.on(jdk).brief().flag("-Xmx600m");
    if (options != null) {
      jvm.agent(options);
    }
    return jvm.main(Crowd.class, "TLSv1/CBC", String.valueOf(count)).start();
  }
}
