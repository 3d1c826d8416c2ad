package io.github.recordsplit.reliability;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.recordsplit.apps.Races;
import io.github.recordsplit.harness.ChildJvm;
import io.github.recordsplit.harness.Jdk;
import io.github.recordsplit.harness.Jdks;
import io.github.recordsplit.harness.Result;
import io.github.recordsplit.harness.Target;
import io.github.recordsplit.library.Providers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedStackTrace;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Virtual threads that write through woven code are not kept on their carriers by it. */
@Execution(ExecutionMode.CONCURRENT)
class VirtualThreadsTest {
  private static final List<Integer> VERSIONS = List.of(21, 25);

  @TestFactory
  Stream<DynamicTest> someAreNotPinned() {
    return Jdks.on(
        List.of(21),
        jdk -> assertEquals(List.of(), ours(pinned(jdk, ChildJvm.on(jdk).brief(), true, 2000))));
  }

  @Tag("full")
  @TestFactory
  Stream<DynamicTest> tenThousandAreNotPinned() {
    return Jdks.on(
        VERSIONS,
        jdk -> {
          compare(jdk, false);
          compare(jdk, true);
        });
  }

  private static void compare(Jdk jdk, boolean generated) throws IOException {
    List<RecordedEvent> without = pinned(jdk, jvm(jdk, generated), false, 10_000);
    List<RecordedEvent> with = pinned(jdk, jvm(jdk, generated), true, 10_000);
    System.out.printf(
        "%s: 10,000 virtual threads%s: pinned %d times without the agent, %d times with it%n",
        jdk, generated ? ", unknown sockets" : "", without.size(), with.size());
    assertEquals(List.of(), ours(with));
    assertTrue(with.size() <= without.size(), () -> with + " instead of " + without);
  }

  private static ChildJvm jvm(Jdk jdk, boolean generated) {
    return generated ? Providers.generated(ChildJvm.on(jdk)) : ChildJvm.on(jdk);
  }

  /** What the JVM recorded while they wrote, and the policy changed. */
  private static List<RecordedEvent> pinned(Jdk jdk, ChildJvm jvm, boolean agent, int threads)
      throws IOException {
    Path recording = Target.file("virtual/" + jdk.feature() + "-" + System.nanoTime() + ".jfr");
    String settings = Target.file("test-classes/pinned.jfc").toString();
    jvm.flag("-XX:StartFlightRecording:settings=" + settings + ",filename=" + recording)
        .flag("-Xlog:jfr*=off")
        .flag("-Xlog:jfr+startup=off")
        .property("jsse.enableCBCProtection", "false")
        .property("apps.swaps", String.valueOf(agent));
    Result result =
        (agent ? jvm.agent("mode=all,log=off") : jvm)
            .main(Races.class, "virtual", String.valueOf(threads))
            .run();
    result.check(result.status() == 0, "a record that nobody asked for");
    System.out.println(jdk + ": " + result.stdout().get(result.stdout().size() - 1));
    try {
      return RecordingFile.readAllEvents(recording).stream()
          .filter(event -> event.getEventType().getName().equals("jdk.VirtualThreadPinned"))
          .toList();
    } finally {
      Files.delete(recording);
    }
  }

  private static List<RecordedEvent> ours(List<RecordedEvent> events) {
    return events.stream().filter(VirtualThreadsTest::isOurs).toList();
  }

  /** One whose stack nobody knows counts as ours. */
  private static boolean isOurs(RecordedEvent event) {
    RecordedStackTrace stack = event.getStackTrace();
    return stack == null
        || stack.getFrames().stream()
            .map(frame -> frame.getMethod().getType().getName())
            .anyMatch(VirtualThreadsTest::isAgents);
  }

  private static boolean isAgents(String name) {
    return name.startsWith("java.lang.RecordSplit")
        || (name.startsWith("io.github.recordsplit.")
            && !name.startsWith("io.github.recordsplit.apps."));
  }
}
