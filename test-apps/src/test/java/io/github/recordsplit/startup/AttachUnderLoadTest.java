package io.github.recordsplit.startup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.recordsplit.apps.BusyConnections;
import io.github.recordsplit.apps.InTheMiddle;
import io.github.recordsplit.harness.Attach;
import io.github.recordsplit.harness.Child;
import io.github.recordsplit.harness.ChildJvm;
import io.github.recordsplit.harness.Jdk;
import io.github.recordsplit.harness.Jdks;
import io.github.recordsplit.harness.Result;
import io.github.recordsplit.harness.Target;
import io.github.recordsplit.library.Providers;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * The agent arrives at connections that are open and busy, and half of them are carved out: no
 * payload of these is split, and of the others each is as soon as it begins with the agent there.
 */
@Execution(ExecutionMode.CONCURRENT)
class AttachUnderLoadTest {
  private static final String RULES =
      """
      never host localhost:7001
      never host 127.0.0.1:7001
      """;

  private static final Pattern CARVED_OUT = Pattern.compile("(whole\\*\\d+ )?whole!\\*\\d+");

  /** From one payload on, and each (!) that began when the agent was there. */
  private static final Pattern SPLIT =
      Pattern.compile("(whole\\*\\d+ )?(split\\*\\d+ )?split!\\*\\d+");

  private static final Duration LIMIT = Duration.ofMinutes(10);

  private static final String JDK = "socket,engine,unknown,anonymous,plain";
  private static final String LIBRARY = "socket,engine";

  @TestFactory
  Stream<DynamicTest> noPayloadIsDecidedBeforeItsConnectionIsKnown() {
    return Jdks.some(jdk -> attach(jdk, child -> child, "TLSv1/CBC", JDK, 20));
  }

  /** A wrapper whose method began before tells nothing, and the engine below knows no peer. */
  @TestFactory
  Stream<DynamicTest> aWrapperInTheMiddleOfItsMethodIsLeftAlone() {
    return Jdks.some(
        jdk -> {
          String rules = Target.write("rules/attach-in-the-middle.txt", RULES).toString();
          try (Child child = jvm(jdk).main(InTheMiddle.class).start()) {
            child.awaitLine("^in the middle");
            Attach.agent(child, "mode=all,rules=" + rules);
            child.type("go on\n");
            List<String> records = child.await().assertSilent().stdout();
            String whole = "records 200";
            assertEquals(List.of("in the middle", whole, whole, whole), records);
          }
        });
  }

  @TestFactory
  Stream<DynamicTest> norOnBctls() {
    return Jdks.on(
        List.of(17), jdk -> attach(jdk, AttachUnderLoadTest::bctls, "TLSv1.2/CBC", LIBRARY, 8));
  }

  @Tag("full")
  @TestFactory
  Stream<DynamicTest> norAmong200() {
    return Jdks.some(
        jdk -> {
          attach(jdk, child -> child, "TLSv1/CBC", "socket,engine", 200);
          attach(jdk, child -> child, "TLSv1/CBC", "unknown,anonymous,plain", 200);
          attach(jdk, AttachUnderLoadTest::bctls, "TLSv1.2/CBC", LIBRARY, 200);
          // Without sockets: its engines refuse the sessions that those leave in the cache.
          attach(jdk, Providers::conscrypt, "TLSv1.2/CBC", "engine", 200);
        });
  }

  private static boolean none(List<String> lines, String regex) {
    return lines.stream().noneMatch(Pattern.compile(regex).asPredicate());
  }

  private static ChildJvm jvm(Jdk jdk) {
    ChildJvm jvm = ChildJvm.on(jdk).brief().property("jsse.enableCBCProtection", "false");
    // Without it these versions print a warning, whichever agent is attached.
    return jdk.feature() < 21 ? jvm : jvm.flag("-XX:+EnableDynamicAgentLoading");
  }

  private static ChildJvm bctls(ChildJvm child) {
    return Providers.bctls(child, Providers.BCTLS);
  }

  /**
   * None of the libraries splits these by itself: the JDK because it is told not to, the others
   * because it is TLS 1.2.
   */
  private static void attach(
      Jdk jdk, UnaryOperator<ChildJvm> library, String kind, String transports, int count)
      throws Exception {
    String rules = Target.write("rules/attach-under-load.txt", RULES).toString();
    ChildJvm jvm = jvm(jdk).timeout(LIMIT);
    library.apply(jvm).main(BusyConnections.class, kind, String.valueOf(count), transports);
    try (Child child = jvm.start()) {
      child.awaitLine("^open " + count);
      Thread.sleep(300); // each of them is sending
      Attach.agent(child, "mode=all,scope=any,rules=" + rules);
      child.type("attached\n");
      child.awaitLine("^each has sent");
      child.closeInput();
      Result result = child.await();
      boolean clean = result.status() == 0 && none(result.stderr(), "^recordsplit: error");
      assertTrue(clean, () -> result.describe("failed"));
      List<String> told = result.stdout().stream().filter(l -> l.contains(": ")).toList();
      assertEquals(count, told.size(), () -> result.describe("a connection is missing"));
      for (String line : told) {
        String forms = line.substring(line.indexOf(": ") + 2);
        Pattern due = line.contains(" 7001: ") ? CARVED_OUT : SPLIT;
        assertTrue(due.matcher(forms).matches(), () -> result.describe("wrongly: " + line));
      }
    }
  }
}
