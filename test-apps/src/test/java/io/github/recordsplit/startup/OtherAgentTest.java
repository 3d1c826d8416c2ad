package io.github.recordsplit.startup;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.recordsplit.apps.CountingAgent;
import io.github.recordsplit.apps.CuriousAgent;
import io.github.recordsplit.apps.OpenConnections;
import io.github.recordsplit.harness.Attach;
import io.github.recordsplit.harness.Child;
import io.github.recordsplit.harness.ChildJvm;
import io.github.recordsplit.harness.Jars;
import io.github.recordsplit.harness.Jdk;
import io.github.recordsplit.harness.Jdks;
import io.github.recordsplit.harness.Mail;
import java.nio.file.Path;
import java.util.stream.Stream;
import net.bytebuddy.ByteBuddy;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * Another agent, made with Byte Buddy, weaves the methods that ours weaves: whichever comes first,
 * its counts stay right and our records too.
 */
@Execution(ExecutionMode.CONCURRENT)
class OtherAgentTest {
  private static final Path OTHER =
      Jars.agent("jars/counting-agent.jar", CountingAgent.class, ByteBuddy.class);

  /** Its counts of one payload: AppOutputStream.write and deliver; three methods named encode. */
  private static final int SOCKET = 2;

  private static final int ENGINE = 3;

  private static final String[] CONNECTIONS = {
    "socket client 2001", "engine client 2002", "socket server 2003", "engine server 2004"
  };

  private static final int EACH = 2 * (SOCKET + ENGINE);

  @TestFactory
  Stream<DynamicTest> startedBeforeOurs() {
    return Jdks.some(jdk -> started(jvm(jdk).agent(OTHER, "").agent("mode=all")));
  }

  @TestFactory
  Stream<DynamicTest> startedAfterOurs() {
    return Jdks.some(jdk -> started(jvm(jdk).agent("mode=all").agent(OTHER, "")));
  }

  /** Ours is defined once all the same, and the JVM remembers no error of it. */
  @TestFactory
  Stream<DynamicTest> loadsOurClassesWhileTheyAreDefined() {
    return Jdks.some(
        jdk -> {
          Path curious = Jars.agent("jars/curious-agent.jar", CuriousAgent.class, ByteBuddy.class);
          try (Child child = open(jvm(jdk).agent("mode=all").agent(curious, ""))) {
            send(child, "first", "1,199");
            none(child, 0);
          }
        });
  }

  @TestFactory
  Stream<DynamicTest> attachedBeforeOurs() {
    return Jdks.some(
        jdk -> {
          try (Child child = open(jvm(jdk))) {
            Attach.agent(child, OTHER, "");
            int counted = send(child, "other", "200");
            Attach.agent(child, "mode=all");
            assertEquals(counted + EACH, send(child, "both", "1,199"));
            none(child, counted + 2 * EACH);
          }
        });
  }

  @TestFactory
  Stream<DynamicTest> attachedAfterOurs() {
    return Jdks.some(
        jdk -> {
          try (Child child = open(jvm(jdk))) {
            Attach.agent(child, "mode=all");
            send(child, "ours", "1,199");
            Attach.agent(child, OTHER, "");
            int counted = send(child, "both", "1,199");
            assertEquals(EACH, counted);
            none(child, counted + EACH);
          }
        });
  }

  private static void started(ChildJvm jvm) throws Exception {
    try (Child child = open(jvm)) {
      int counted = send(child, "first", "1,199");
      assertEquals(counted + EACH, send(child, "later", "1,199"));
      none(child, counted + 2 * EACH);
    }
  }

  private static void none(Child child, int counted) throws Exception {
    Mail.ask(child.pid(), "mode", "none");
    assertEquals(counted, send(child, "none", "200"));
    child.closeInput();
    child.await().assertClean();
  }

  private static ChildJvm jvm(Jdk jdk) {
    ChildJvm jvm = ChildJvm.on(jdk).brief().property("jsse.enableCBCProtection", "false");
    // What these versions warn of: any agent that is attached, and how Byte Buddy defines classes.
    jvm = jdk.feature() < 21 ? jvm : jvm.flag("-XX:+EnableDynamicAgentLoading");
    return jdk.feature() < 24 ? jvm : jvm.flag("--sun-misc-unsafe-memory-access=allow");
  }

  private static Child open(ChildJvm jvm) {
    Child child = jvm.main(OpenConnections.class, CONNECTIONS).start();
    child.awaitLine("^open 4");
    return child;
  }

  /**
   * Has each connection send one payload as these records; returns what the other agent counted.
   */
  private static int send(Child child, String name, String records) {
    child.type(name + "\n");
    String counted = child.awaitLine("^" + name + ": counted (.*)").group(1);
    for (String connection : CONNECTIONS) {
      assertEquals(
          records, child.awaitLine("^" + name + ": " + connection + ": (.*)").group(1), connection);
    }
    String[] both = counted.split(",", 2);
    assertEquals(both[0], both[1], "entered and left");
    return Integer.parseInt(both[0]);
  }
}
